package org.maint.simulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes requests, lets the faults that are on have their way, and measures how long it took. */
final class Site implements HttpHandler {
    private static final Set<String> PAGES =
            Set.of("/", "/login", "/logout", "/dashboard", "/jobs", "/gps", "/invoices", "/messages");

    private final Faults faults;
    private final Accounts accounts;
    private final Measured measured;
    private final ErrorLog errors;
    private final Pages pages;
    private final Machines machines;
    private final Resources resources;
    private final TestRecords jobs = new TestRecords("T-");
    private final TestRecords invoices = new TestRecords("E-");
    private final TestRecords messages = new TestRecords("M-");

    Site(
            Faults faults,
            Accounts accounts,
            Measured measured,
            ErrorLog errors,
            Pages pages,
            Machines machines,
            Resources resources) {
        this.faults = faults;
        this.accounts = accounts;
        this.measured = measured;
        this.errors = errors;
        this.pages = pages;
        this.machines = machines;
        this.resources = resources;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        try (exchange) {
            Answer answer;
            boolean counts = true;
            try {
                Request request = Request.of(exchange);
                counts = !Machines.isControl(request.path());
                answer = counts ? faulty(request) : control(request);
            } catch (Request.Refused e) {
                answer = Answer.json(e.status(), Map.of("error", String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                System.err.println("simulated platform: " + exchange.getRequestURI() + ": " + e);
                answer = Answer.json(500, Map.of("error", "Unexpected"));
            }
            if (counts) {
                // Before it is sent: whoever has the answer finds it counted.
                measured.answer(answer.status(), (System.nanoTime() - start) / 1e9, answer.body().length);
            }
            answer.to(exchange);
        }
    }

    private Answer faulty(Request request) {
        String path = request.path();
        if (faults.has(Fault.DOWN)) {
            return Answer.text(503, "text/plain", "Service indisponible\n").with("Retry-After", "60");
        }
        boolean forPeople = PAGES.contains(path) || path.startsWith("/api/");
        if (forPeople || path.equals("/health")) {
            linger(faults.delay());
        }
        if (forPeople && faults.nextFails()) {
            errors.add(path.startsWith("/invoices") ? ErrorLog.Kind.PAYMENT : ErrorLog.Kind.DATABASE);
            return path.startsWith("/api/")
                    ? Answer.json(500, Map.of("error", "La base de données ne répond pas"))
                    : Answer.html(500, pages.sorry("Erreur", "La base de données ne répond pas (erreur 500)."));
        }
        return answered(request);
    }

    private static void linger(double seconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answered(Request request) {
        String path = request.path();
        if (path.startsWith("/api/")) {
            return api(request);
        }
        if (path.equals("/login")) {
            return login(request);
        }
        if (path.equals("/logout")) {
            accounts.signOut(request.cookie("session"));
            return Answer.redirect("/").with("Set-Cookie", "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        }
        if (!request.is("GET")) {
            return notAllowed("GET");
        }
        if (path.startsWith("/assets/")) {
            return asset(path.substring("/assets/".length()));
        }
        return switch (path) {
            case "/" -> Answer.html(200, pages.home());
            case "/dashboard" -> dashboard(accounts.userOf(request.cookie("session")));
            case "/jobs" -> Answer.html(200, pages.jobs(jobs));
            case "/gps" -> Answer.html(200, pages.gps());
            case "/invoices" -> Answer.html(200, pages.invoices(invoices));
            case "/messages" -> Answer.html(200, pages.messages());
            case "/health" -> Answer.json(200, Map.of("status", "up"));
            case "/metrics" -> machines.metrics();
            case "/advisories.xml" -> machines.advisories();
            case "/logs/errors" -> machines.errors();
            default -> Answer.html(404, pages.sorry("Page introuvable", "Cette page n’existe pas."));
        };
    }

    private Answer dashboard(@Nullable String user) {
        return user == null ? Answer.redirect("/login") : Answer.html(200, pages.dashboard(user));
    }

    private Answer asset(String name) {
        boolean broken = faults.has(Fault.BROKEN_IMAGES) && name.matches(".*\\.(svg|png)")
                || faults.has(Fault.BROKEN_CHARTS) && name.equals("charts.js");
        return broken ? Answer.empty(404) : resources.asset(name).orElseGet(() -> Answer.empty(404));
    }

    /** The field must repeat what the cookie says, which no other site can read. */
    private Answer login(Request request) {
        if (request.is("GET")) {
            return form(200, null);
        }
        if (!request.is("POST")) {
            return notAllowed("GET, POST");
        }
        if (faults.has(Fault.LOGIN_BROKEN)) {
            errors.add(ErrorLog.Kind.LOGIN);
            return Answer.html(500, pages.sorry("Erreur", "Impossible de créer la session (erreur 500)."));
        }
        String csrf = request.cookie("csrf");
        if (csrf == null || csrf.isEmpty() || !Accounts.same(csrf, request.field("csrf"))) {
            return form(403, "Le formulaire a expiré. Recommencez.");
        }
        String session = accounts.signIn(request.field("user"), request.field("password"), request.address());
        return session == null
                ? form(401, "Identifiant ou mot de passe invalide.")
                : Answer.redirect("/dashboard")
                        .with("Set-Cookie", "session=" + session + "; Path=/; HttpOnly; SameSite=Lax");
    }

    private Answer form(int status, @Nullable String problem) {
        String csrf = accounts.secret();
        return Answer.html(status, pages.login(csrf, problem))
                .with("Set-Cookie", "csrf=" + csrf + "; Path=/login; HttpOnly; SameSite=Strict");
    }

    private Answer api(Request request) {
        String[] parts = request.path().substring("/api/".length()).split("/", -1);
        TestRecords records =
                switch (parts[0]) {
                    case "jobs" -> jobs;
                    case "invoices" -> invoices;
                    case "messages" -> messages;
                    default -> null;
                };
        if (records == null || parts.length > 2) {
            return Answer.json(404, Map.of("error", "Introuvable"));
        }
        if (parts.length == 1) {
            if (!request.is("POST")) {
                return notAllowed("POST");
            }
            String what = parts[0].equals("invoices") ? "100,00\u00a0$" : "Vérification";
            Answer created = Answer.json(parts[0].equals("messages") ? 202 : 201, Map.of("id", records.create(what)));
            return created;
        }
        if (!request.is("DELETE")) {
            return notAllowed("DELETE");
        }
        return records.delete(parts[1]) ? Answer.empty(204) : Answer.json(404, Map.of("error", "Introuvable"));
    }

    private Answer control(Request request) {
        return request.path().equals("/admin") && request.is("GET")
                ? Answer.html(200, pages.admin())
                : machines.control(request);
    }

    static Answer notAllowed(String allowed) {
        return Answer.json(405, Map.of("error", "Only " + allowed)).with("Allow", allowed);
    }
}
