package org.maint.catcher;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** Takes a mail apart. One that is not as it should be is shown as what came. */
final class MailReader {
    private static final int DEEPEST = 10;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    private MailReader() {}

    static Caught read(long id, Instant at, String from, List<String> to, byte[] data) {
        MailReader reader = new MailReader();
        List<Caught.Line> headers = new ArrayList<>();
        String subject = "";
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.add(new Caught.Line(header.getName(), decoded(header.getValue())));
            }
            String said = message.getSubject();
            subject = said == null ? "" : said.replaceAll("\\s+", " ");
            reader.part(message, 0);
        } catch (MessagingException | IOException | RuntimeException e) {
            reader.text.append(new String(data, StandardCharsets.UTF_8));
        }
        return new Caught(id, at, from, to, subject, headers, reader.text.toString(), reader.html.toString());
    }

    private void part(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return;
        }
        Object content = part.getContent();
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                part(parts.getBodyPart(i), depth + 1);
            }
        } else if (content instanceof String words) {
            (part.isMimeType("text/html") ? html : text).append(words);
        }
    }

    private static String decoded(String value) {
        String line = MimeUtility.unfold(value);
        try {
            return MimeUtility.decodeText(line);
        } catch (UnsupportedEncodingException e) {
            return line;
        }
    }
}
