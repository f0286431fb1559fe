package org.maint.probing;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.maint.shared.Canonical;

/**
 * Looks at a certificate. The handshake takes any, so that one that has expired or is another's can be looked at too; it
 * is judged afterwards, each point by itself. Nothing is sent over the connection.
 */
record TlsLook(ProbeSpec.Tls spec) implements Look {
    @Override
    public void look(Attempt attempt) throws ProbeFault, IOException {
        long start = System.nanoTime();
        Recorder recorder = new Recorder();
        try (Socket socket = TcpLook.connected(attempt, spec.host(), spec.port());
                SSLSocket tls = (SSLSocket)
                        context(recorder).getSocketFactory().createSocket(socket, spec.name(), spec.port(), true)) {
            SSLParameters parameters = tls.getSSLParameters();
            sni(parameters);
            tls.setSSLParameters(parameters);
            tls.setSoTimeout(attempt.deadline().millisLeft());
            tls.startHandshake();
        } catch (SSLException e) {
            attempt.orTimeout();
            if (recorder.chain.isEmpty()) {
                throw new ProbeFault(ProbeFault.TLS, spec.host() + ":" + spec.port(), e);
            }
            // What comes after the certificate, such as being asked for one's own, is not looked at.
        } catch (IOException e) {
            attempt.orTimeout();
            throw new ProbeFault(ProbeFault.TLS, spec.host() + ":" + spec.port(), e);
        }
        attempt.sheet().value("seconds", (System.nanoTime() - start) / 1e9);
        judge(attempt, recorder);
    }

    private void sni(SSLParameters parameters) {
        try {
            parameters.setServerNames(List.of(new SNIHostName(AllowedTargets.canonical(spec.name()))));
        } catch (IllegalArgumentException e) {
            // An address, for which there is no SNI.
            parameters.setServerNames(List.of());
        }
    }

    private void judge(Attempt attempt, Recorder recorder) throws ProbeFault {
        if (recorder.chain.isEmpty()) {
            throw new ProbeFault(ProbeFault.TLS, "–");
        }
        Sheet sheet = attempt.sheet();
        X509Certificate leaf = recorder.chain.get(0);
        Instant now = attempt.surroundings().clock().instant();
        double days = Duration.between(now, instant(String.format(Locale.ROOT, "%tQ", leaf.getNotAfter())))
                        .toMinutes()
                / 1440.0;
        sheet.value("days", days);
        sheet.range("days", (double) spec.minDays(), null, days, "d");
        Instant from = instant(String.format(Locale.ROOT, "%tQ", leaf.getNotBefore()));
        if (from.isAfter(now)) {
            sheet.check("begun", false, "✓", from.toString());
        }
        if (!spec.trustAny()) {
            sheet.check(
                    "chain",
                    trusted(attempt, recorder),
                    "✓",
                    leaf.getIssuerX500Principal().getName());
        }
        if (spec.verifyName()) {
            sheet.check(
                    "name",
                    named(leaf),
                    spec.name(),
                    leaf.getSubjectX500Principal().getName());
        }
        try {
            sheet.hash(Canonical.sha256(leaf.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, "X.509", e);
        }
    }

    /** Certificates still tell their times as java.util.Date, which is not used here; a formatter reads it. */
    private static Instant instant(String milliseconds) {
        return Instant.ofEpochMilli(Long.parseLong(milliseconds));
    }

    private static boolean trusted(Attempt attempt, Recorder recorder) {
        try {
            X509Certificate[] chain = recorder.chain.toArray(X509Certificate[]::new);
            attempt.surroundings().trust().manager().checkServerTrusted(chain, recorder.authType);
            return true;
        } catch (CertificateException | RuntimeException e) {
            return false;
        }
    }

    private boolean named(X509Certificate leaf) {
        try {
            new DefaultHostnameVerifier().verify(AllowedTargets.canonical(spec.name()), leaf);
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    private static SSLContext context(Recorder recorder) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {recorder}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    /** Takes every chain and remembers it; an extended one, so that the JDK adds no checks of its own. */
    private static final class Recorder extends X509ExtendedTrustManager {
        private List<X509Certificate> chain = List.of();
        private String authType = "UNKNOWN";

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String type, Socket socket) {
            checkServerTrusted(presented, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String type, javax.net.ssl.SSLEngine engine) {
            checkServerTrusted(presented, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String type) {
            chain = List.of(presented);
            authType = type;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException(type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String type, javax.net.ssl.SSLEngine engine)
                throws CertificateException {
            throw new CertificateException(type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String type) throws CertificateException {
            throw new CertificateException(type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
