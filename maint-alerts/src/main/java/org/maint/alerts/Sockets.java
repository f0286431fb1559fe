package org.maint.alerts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Makes sockets, plain and for TLS, and closes all that it has made, whatever waits for them. */
final class Sockets extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final List<Socket> made = new ArrayList<>();
    private boolean closed;

    Sockets(SSLSocketFactory tls) {
        this.tls = tls;
    }

    private synchronized Socket keep(Socket socket) throws IOException {
        made.add(socket);
        if (closed) {
            socket.close();
        }
        return socket;
    }

    synchronized void closeAll() {
        closed = true;
        for (Socket socket : made) {
            try {
                socket.close();
            } catch (IOException gone) {
                // It is closed then.
            }
        }
    }

    /** Plain ones, which this closes as well. */
    SocketFactory plain() {
        return new SocketFactory() {
            @Override
            public Socket createSocket() throws IOException {
                return keep(new Socket());
            }

            @Override
            public Socket createSocket(String host, int port) throws IOException {
                return keep(new Socket(host, port));
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
                return keep(new Socket(host, port, local, localPort));
            }

            @Override
            public Socket createSocket(InetAddress host, int port) throws IOException {
                return keep(new Socket(host, port));
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                    throws IOException {
                return keep(new Socket(host, port, local, localPort));
            }
        };
    }

    /** Not connected and not yet TLS: what is asked for TLS puts it over this one, by the method below. */
    @Override
    public Socket createSocket() throws IOException {
        return keep(tls.createSocket());
    }

    @Override
    public Socket createSocket(Socket under, String host, int port, boolean autoClose) throws IOException {
        return keep(tls.createSocket(under, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return keep(tls.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return keep(tls.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return keep(tls.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return keep(tls.createSocket(host, port, local, localPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}
