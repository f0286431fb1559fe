package org.maint.shared;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses and networks as settings name them: {@code 10.0.0.5, 10.1.0.0/16, fd00::/8}. No name is ever asked for. */
public final class Networks {
    private static final Pattern ENTRY = Pattern.compile("([^/]+)(?:/([0-9]{1,3}))?");

    /** What Java takes for an address without asking anybody. */
    private static final Pattern LITERAL = Pattern.compile("OCTET(\\.OCTET){3}|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*"
            .replace("OCTET", "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"));

    private final List<Network> networks;

    private record Network(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
                return false;
            }
            int rest = bits % Byte.SIZE;
            return rest == 0 || (address[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0;
        }
    }

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * @param list separated by commas; empty for none
     * @throws IllegalArgumentException that names what is neither an address nor a network
     */
    public static Networks of(String list) {
        return new Networks(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(Networks::network)
                .toList());
    }

    private static Network network(String entry) {
        Matcher matcher = ENTRY.matcher(entry);
        Optional<byte[]> address = matcher.matches() ? bytes(matcher.group(1)) : Optional.empty();
        int longest = address.map(bytes -> bytes.length * Byte.SIZE).orElse(0);
        String given = matcher.matches() ? matcher.group(2) : null;
        int bits = given == null ? longest : Integer.parseInt(given);
        if (address.isEmpty() || bits > longest) {
            throw new IllegalArgumentException(
                    "Neither an address nor a network such as 10.1.0.0/16 or fd00::/8: " + entry);
        }
        return new Network(address.get(), bits);
    }

    /** Whether this is an address, and in one of them. */
    public boolean contain(String address) {
        return bytes(address).filter(this::contain).isPresent();
    }

    private boolean contain(byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Whether it is an address at all. */
    public static boolean isAddress(String words) {
        return bytes(words).isPresent();
    }

    private static Optional<byte[]> bytes(String words) {
        // An address of this machine may name its card: fe80::1%eth0.
        String bare = words.strip().replaceFirst("%.*$", "");
        if (!LITERAL.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare).getAddress());
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }
}
