package org.maint.alerts;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Outgoing;
import org.maint.notification.Rendered;
import org.maint.plan.Severity;
import org.maint.shared.Correlation;

/**
 * A notification as a mail; the same one again has the same id and date. Mail programs show those of one thread
 * as one conversation, and answer none of them by themselves.
 */
final class MailMessage extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int LONGEST_SUBJECT = 200;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /** What may stand before the @ of a message's id without further ado. */
    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9]+([._-][A-Za-z0-9]+)*");

    private final String id;

    private MailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    static MailMessage of(Session session, Outgoing outgoing, InternetAddress from, InternetAddress to)
            throws MessagingException {
        String host = MailAddresses.host(from);
        MailMessage message = new MailMessage(session, "<" + outgoing.id() + "@" + host + ">");
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(
                Plain.cut(Plain.line(outgoing.words().subject()), LONGEST_SUBJECT, outgoing.language()), UTF_8);
        message.setHeader("Date", DATE.format(outgoing.at().atOffset(ZoneOffset.UTC)));
        if (outgoing.correlation() != null) {
            message.setHeader(Correlation.HEADER, outgoing.correlation());
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.setHeader("Content-Language", outgoing.language().getLanguage());
        String thread = outgoing.thread();
        if (thread != null) {
            String first = "<" + idOf(thread) + "@" + host + ">";
            message.setHeader("In-Reply-To", first);
            message.setHeader("References", first);
        }
        String unsubscribe = outgoing.words().unsubscribeUrl();
        if (unsubscribe != null) {
            // RFC 8058: mail programs offer it as one click.
            message.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        if (outgoing.severity() == Severity.CRITICAL) {
            message.setHeader("X-Priority", "1");
            message.setHeader("Importance", "high");
            message.setHeader("Priority", "urgent");
        }
        message.fill(outgoing.words());
        message.saveChanges();
        return message;
    }

    private static String idOf(String thread) {
        return PLAIN_ID.matcher(thread).matches() && thread.length() <= 100
                ? thread
                : UUID.nameUUIDFromBytes(thread.getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    private void fill(Rendered words) throws MessagingException {
        String html = words.html();
        if (html == null) {
            setText(text(words), UTF_8);
            return;
        }
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text(words), UTF_8);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(withAction(html, words), UTF_8, "html");
        setContent(new MimeMultipart("alternative", plain, rich));
    }

    private static String text(Rendered words) {
        String url = words.actionUrl();
        String text = words.text();
        return url == null || text.contains(url)
                ? text
                : text.stripTrailing() + "\n\n" + label(words, url) + url + "\n";
    }

    private static String label(Rendered words, String url) {
        String label = words.actionLabel();
        return label == null || label.equals(url) ? "" : Plain.line(label) + "\n";
    }

    /** The link, unless the template has it. */
    private static String withAction(String html, Rendered words) {
        String url = words.actionUrl();
        if (url == null || html.contains(url) || html.contains(escaped(url))) {
            return html;
        }
        String label = words.actionLabel();
        String link = "<p><a href=\"" + escaped(url) + "\">" + escaped(label == null ? url : label) + "</a></p>";
        int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
        return end < 0 ? html + link : html.substring(0, end) + link + html.substring(end);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    @Override
    public @Nullable String getMessageID() {
        return id;
    }
}
