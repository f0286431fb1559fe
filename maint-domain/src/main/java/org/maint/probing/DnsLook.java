package org.maint.probing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.maint.shared.Canonical;

/** Asks for the addresses of a name that is allowed, and connects to none of them. */
record DnsLook(ProbeSpec.Dns spec) implements Look {
    @Override
    public void look(Attempt attempt) throws ProbeFault {
        String name = AllowedTargets.canonical(spec.name());
        if (!attempt.targets().names(name)) {
            throw new ProbeFault(ProbeFault.REFUSED_TARGET, name);
        }
        long start = System.nanoTime();
        List<String> found;
        try {
            found = Arrays.stream(attempt.resolved(name))
                    .filter(address -> address instanceof Inet6Address == spec.ipv6())
                    .map(InetAddress::getHostAddress)
                    .sorted()
                    .distinct()
                    .toList();
        } catch (UnknownHostException e) {
            throw new ProbeFault(ProbeFault.DNS, name, e);
        }
        Sheet sheet = attempt.sheet();
        sheet.value("seconds", (System.nanoTime() - start) / 1e9);
        sheet.value("count", found.size());
        sheet.hash(Canonical.sha256(String.join("\n", found)));
        boolean asExpected = spec.addresses().isEmpty() || new TreeSet<>(spec.addresses()).equals(new TreeSet<>(found));
        String expected = spec.addresses().isEmpty() ? "≥ 1" : String.join(", ", new TreeSet<>(spec.addresses()));
        sheet.check(
                "addresses",
                !found.isEmpty() && asExpected,
                expected,
                found.isEmpty() ? "–" : String.join(", ", found));
    }
}
