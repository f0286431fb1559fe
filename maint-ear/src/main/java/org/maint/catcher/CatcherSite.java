package org.maint.catcher;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is asked for over HTTP: pages for people, JSON for programs. */
final class CatcherSite implements HttpHandler {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HTML = "text/html; charset=utf-8";
    private static final Pattern MAIL = Pattern.compile("/(messages|mail)/(\\d{1,15})(/html)?");

    private static final String OF_PAGES =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self';"
                    + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** What a mail may do: look like something, and have its links opened elsewhere. No script, nothing from outside. */
    private static final String OF_MAILS =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'self'; sandbox " + CatcherPages.SANDBOX;

    private final Mailbox mailbox;
    private final CatcherPages pages = new CatcherPages();

    CatcherSite(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    private record Answer(int status, String type, byte[] body, String policy) {
        static Answer of(int status, String type, String text) {
            return new Answer(status, type, text.getBytes(StandardCharsets.UTF_8), OF_PAGES);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (RuntimeException e) {
                System.err.println("mail catcher: " + exchange.getRequestURI() + ": " + e);
                answer = Answer.of(500, "text/plain; charset=utf-8", "");
            }
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Content-Security-Policy", answer.policy());
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cache-Control", "no-store");
            headers.set("Vary", "Accept-Language");
            boolean none =
                    answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), none ? -1 : answer.body().length);
            if (!none) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        CatcherPages.Words words = pages.words(exchange.getRequestHeaders().getFirst("Accept-Language"));
        if (!isOwn(exchange.getRequestHeaders(), method)) {
            return Answer.of(403, HTML, pages.sorry(words, "forbidden"));
        }
        if (method.equals("DELETE") && path.equals("/messages")) {
            mailbox.empty();
            return Answer.of(204, "text/plain", "");
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.of(405, HTML, pages.sorry(words, "not-allowed"));
        }
        if (path.equals("/")) {
            return Answer.of(200, HTML, pages.list(words, mailbox.newestFirst()));
        }
        if (path.equals("/messages")) {
            return Answer.of(200, "application/json", list().toString());
        }
        if (path.equals("/catcher.css") || path.equals("/catcher.js")) {
            String type = path.endsWith("css") ? "text/css" : "text/javascript";
            return Answer.of(200, type + "; charset=utf-8", CatcherPages.resource(path.substring(1)));
        }
        Answer mail = mail(path, words);
        return mail != null ? mail : Answer.of(404, HTML, pages.sorry(words, "not-found"));
    }

    private @Nullable Answer mail(String path, CatcherPages.Words words) {
        Matcher matcher = MAIL.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        Optional<Caught> mail = mailbox.mail(Long.parseLong(matcher.group(2)));
        if (mail.isEmpty()) {
            return null;
        }
        if (matcher.group(1).equals("messages")) {
            return matcher.group(3) != null
                    ? null
                    : Answer.of(200, "application/json", whole(mail.get()).toString());
        }
        if (matcher.group(3) == null) {
            return Answer.of(200, HTML, pages.mail(words, mail.get()));
        }
        // Links would open in the frame, where nothing is allowed.
        byte[] body = ("<base target=\"_blank\">" + mail.get().html()).getBytes(StandardCharsets.UTF_8);
        return new Answer(200, HTML, body, OF_MAILS);
    }

    /** A page from elsewhere that the same browser has open must neither read mail nor throw it away. */
    private static boolean isOwn(Headers headers, String method) {
        String host = headers.getFirst("Host");
        if (host == null || !host.matches("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?")) {
            return false;
        }
        String origin = headers.getFirst("Origin");
        return method.equals("GET") || origin == null || origin.equals("http://" + host);
    }

    private ArrayNode list() {
        ArrayNode list = JSON.createArrayNode();
        mailbox.newestFirst().forEach(mail -> list.add(brief(mail)));
        return list;
    }

    private static ObjectNode brief(Caught mail) {
        return JSON.createObjectNode()
                .put("id", mail.id())
                .put("at", mail.at().toString())
                .put("from", mail.from())
                .put("to", String.join(", ", mail.to()))
                .put("subject", mail.subject());
    }

    /** A header that stands more than once is a list. */
    private static ObjectNode whole(Caught mail) {
        ObjectNode json = brief(mail);
        ObjectNode headers = json.putObject("headers");
        for (Caught.Line line : mail.headers()) {
            if (headers.get(line.name()) instanceof ArrayNode several) {
                several.add(line.value());
            } else if (headers.has(line.name())) {
                String first = headers.get(line.name()).textValue();
                headers.putArray(line.name()).add(first).add(line.value());
            } else {
                headers.put(line.name(), line.value());
            }
        }
        return json.put("text", mail.text()).put("html", mail.html());
    }
}
