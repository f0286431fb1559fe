package org.maint.probing;

import java.io.IOException;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a look may go. A host is allowed by its exact name or by a pattern such as {@code *.example.com}, with any port
 * or with some. Where its name leads is asked once; all its addresses must pass, and the connection goes to one of them
 * and nowhere else.
 *
 * <ul>
 *   <li>Link-local addresses, those where clouds keep their metadata, multicast, broadcast and the unspecified address
 *       pass only when that very address is in the list.
 *   <li>Loopback and private addresses pass only when the host is in the list by its exact name: a pattern is meant for
 *       names that others hand out.
 * </ul>
 */
public final class AllowedTargets {
    private static final Pattern ENTRY = Pattern.compile(
            "(\\*\\.[^*:\\[\\]/\\s]+|[^*:\\[\\]/\\s]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}(?:,[0-9]{1,5})*))?");

    /** An IPv6 address without brackets, after which no port can be told from it. */
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** Where clouds tell machines about themselves, apart from what is link-local anyway. */
    private static final Set<String> METADATA =
            Set.of(canonical("fd00:ec2::254"), canonical("100.100.100.200"), canonical("192.0.0.192"));

    private final List<Host> hosts;
    private final List<Path> directories;

    private record Host(String pattern, Set<Integer> ports) {
        boolean exact() {
            return !pattern.startsWith("*.");
        }

        boolean names(String host, int port) {
            boolean named = exact()
                    ? host.equals(pattern)
                    : host.endsWith(pattern.substring(1)) && host.length() >= pattern.length();
            return named && (ports.isEmpty() || port < 0 || ports.contains(port));
        }
    }

    /** A host with the addresses that passed. */
    record Vetted(String host, List<InetAddress> addresses) {}

    private AllowedTargets(List<Host> hosts, List<Path> directories) {
        this.hosts = hosts;
        this.directories = directories;
    }

    /**
     * @param hosts such as {@code grafana.example.com}, {@code *.example.com:443}, {@code localhost:8080,8081},
     *     {@code [::1]:80}
     * @param directories below which backups may be looked at
     * @throws IllegalArgumentException when one of them is none
     */
    public static AllowedTargets of(List<String> hosts, List<Path> directories) {
        return new AllowedTargets(
                hosts.stream().map(AllowedTargets::host).toList(),
                directories.stream()
                        .map(directory -> directory.toAbsolutePath().normalize())
                        .toList());
    }

    private static Host host(String entry) {
        if (BARE_IPV6.matcher(entry.strip()).matches()) {
            return new Host(canonical(entry), Set.of());
        }
        Matcher matcher = ENTRY.matcher(entry.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a host: " + entry);
        }
        Set<Integer> ports = new TreeSet<>();
        String listed = matcher.group(2);
        if (listed != null) {
            Arrays.stream(listed.split(",", -1)).map(Integer::valueOf).forEach(ports::add);
        }
        if (ports.stream().anyMatch(port -> port < 1 || port > 65_535)) {
            throw new IllegalArgumentException("Not a port: " + entry);
        }
        String name = matcher.group(1);
        String pattern = name.startsWith("*.") ? "*." + canonical(name.substring(2)) : canonical(name);
        return new Host(pattern, Set.copyOf(ports));
    }

    /** Whether a look at this host may be configured at all. */
    public boolean names(String host, int port) {
        String name = canonical(host);
        return hosts.stream().anyMatch(each -> each.names(name, port));
    }

    /** Whether its name may be asked for, whatever the port. */
    boolean names(String host) {
        return names(host, -1);
    }

    Vetted vet(String host, int port, Resolver resolver) throws ProbeFault {
        String name = canonical(host);
        if (!names(host, port)) {
            throw new ProbeFault(ProbeFault.REFUSED_TARGET, name + ":" + port);
        }
        boolean exact = hosts.stream().anyMatch(each -> each.exact() && each.names(name, port));
        List<InetAddress> addresses;
        try {
            addresses = List.of(resolver.resolve(name));
        } catch (UnknownHostException e) {
            throw new ProbeFault(ProbeFault.DNS, name, e);
        }
        if (addresses.isEmpty()) {
            throw new ProbeFault(ProbeFault.DNS, name);
        }
        for (InetAddress address : addresses) {
            if (!passes(address, exact)) {
                throw new ProbeFault(ProbeFault.REFUSED_TARGET, name + " = " + address.getHostAddress());
            }
        }
        return new Vetted(name, addresses);
    }

    private boolean passes(InetAddress address, boolean exact) {
        String literal = canonical(address.getHostAddress());
        if (hosts.stream().anyMatch(each -> each.pattern().equals(literal))) {
            return true;
        }
        InetAddress inside = embedded(address);
        if (inside != null && !passes(inside, exact)) {
            return false;
        }
        boolean never = address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || isReserved(address)
                || METADATA.contains(literal);
        boolean ours = address.isLoopbackAddress() || isPrivate(address);
        return !never && (exact || !ours);
    }

    private static boolean isReserved(InetAddress address) {
        byte[] bytes = address.getAddress();
        // 0.0.0.0/8, and 240.0.0.0/4 with the broadcast address.
        return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            boolean carrier = (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
            return address.isSiteLocalAddress() || carrier;
        }
        return address.isSiteLocalAddress() || (bytes[0] & 0xfe) == 0xfc;
    }

    /** The IPv4 address that an IPv6 one stands for: NAT64, 6to4, and the compatible form. */
    private static @Nullable InetAddress embedded(InetAddress address) {
        if (!(address instanceof Inet6Address six)) {
            return null;
        }
        byte[] bytes = address.getAddress();
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 2;
        boolean compatible = six.isIPv4CompatibleAddress() && !six.isLoopbackAddress() && !six.isAnyLocalAddress();
        int from = nat64 || compatible ? 12 : sixToFour ? 2 : -1;
        if (from < 0) {
            return null;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four bytes are an address", impossible);
        }
    }

    /** Where a directory really is, when that lies in an allowed one. */
    Path vet(Path directory) throws ProbeFault {
        try {
            Path real = directory.toRealPath();
            for (Path allowed : directories) {
                if (isBelow(real, allowed)) {
                    return real;
                }
            }
        } catch (IOException e) {
            // Whether a place exists that was not allowed is nobody's business.
            if (directories.stream().anyMatch(directory.normalize()::startsWith)) {
                throw new ProbeFault(ProbeFault.UNREADABLE, directory.toString(), e);
            }
        }
        throw new ProbeFault(ProbeFault.REFUSED_TARGET, directory.toString());
    }

    private static boolean isBelow(Path real, Path allowed) {
        try {
            return real.startsWith(allowed.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** One way of writing each host: lower case, no final dot, no brackets, ASCII; an address as Java writes it. */
    static String canonical(String host) {
        String bare = host.strip().replaceAll("^\\[|]$|\\.$", "").toLowerCase(Locale.ROOT);
        if (bare.indexOf(':') >= 0) {
            try {
                String address = InetAddress.getByName(bare).getHostAddress();
                int zone = address.indexOf('%');
                return zone < 0 ? address : address.substring(0, zone);
            } catch (UnknownHostException e) {
                return bare;
            }
        }
        try {
            return IDN.toASCII(bare);
        } catch (IllegalArgumentException e) {
            return bare;
        }
    }
}
