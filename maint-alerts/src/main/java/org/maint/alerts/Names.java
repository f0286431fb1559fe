package org.maint.alerts;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/** Looks up where others are. Refuses what none of them is at: link-local addresses above all, where clouds keep secrets. */
final class Names implements DnsResolver {
    /** Each that does not answer takes time. */
    private static final int MOST = 3;

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
        for (InetAddress address : found) {
            if (address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress()
                    // Amazon's metadata over IPv6.
                    || address.getHostAddress().startsWith("fd00:ec2:0:0:0:0:0:")) {
                throw new UnknownHostException(host + " is at " + address.getHostAddress() + ", which is not allowed");
            }
        }
        return found.length <= MOST ? found : Arrays.copyOf(found, MOST);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
