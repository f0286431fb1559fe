package org.maint.probing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.maint.probing.ProbeSpec.Call;
import org.maint.shared.WebAddress;

/** Whom a look tells which secret. */
final class SecretSites {
    private SecretSites() {}

    /** By the name of the secret: scheme, host and port of each call that holds it. */
    static Map<String, Set<String>> of(List<Call> calls) {
        Map<String, Set<String>> sites = new TreeMap<>();
        String before = "";
        for (Call call : calls) {
            String site = site(call.url(), before);
            for (String secret : secrets(call)) {
                sites.computeIfAbsent(secret, unknown -> new TreeSet<>()).add(site);
            }
            before = site;
        }
        return sites;
    }

    static Set<String> secrets(Call call) {
        Set<String> names = new TreeSet<>();
        call.headers().values().forEach(value -> names.addAll(Placeholders.secrets(value)));
        call.form().values().forEach(value -> names.addAll(Placeholders.secrets(value)));
        if (call.body() != null) {
            names.addAll(Placeholders.secrets(call.body()));
        }
        return names;
    }

    /** Where an answer says where to go on, that stands as it is written: nobody knows it before. */
    private static String site(String url, String before) {
        if (url.startsWith("${")) {
            return url.substring(0, url.indexOf('}') + 1);
        }
        if (url.startsWith("/")) {
            return before;
        }
        URI address = WebAddress.read(Placeholders.filled(url, secret -> "x", variable -> "x"))
                .orElse(null);
        return address == null ? url : WebAddress.site(address);
    }
}
