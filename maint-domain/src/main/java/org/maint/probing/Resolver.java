package org.maint.probing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks for the addresses of a name. */
@FunctionalInterface
public interface Resolver {
    InetAddress[] resolve(String name) throws UnknownHostException;

    /** The machine's own. */
    static Resolver system() {
        return InetAddress::getAllByName;
    }
}
