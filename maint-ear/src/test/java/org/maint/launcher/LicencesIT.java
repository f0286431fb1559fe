package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What the archives carry stands in the bills of materials, and in docs/licences.md with a licence that may be. */
class LicencesIT {
    /** Each goes together with Apache-2.0 when the library is carried as it was published. */
    private static final Set<String> MAY_BE = Set.of(
            "Apache-2.0",
            "MIT",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-2.0",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "GPL-2.0-with-classpath-exception");

    /** By group and name. */
    private static Map<String, JsonNode> components() throws IOException {
        Map<String, JsonNode> components = new TreeMap<>();
        for (String bill : new String[] {"target/maint-sbom.json", "../maint-web/target/maint-web-sbom.json"}) {
            for (JsonNode each :
                    new ObjectMapper().readTree(Path.of(bill).toFile()).path("components")) {
                if (!each.path("group").asText().equals("org.maint")) {
                    components.put(
                            each.path("group").asText() + ":"
                                    + each.path("name").asText(),
                            each);
                }
            }
        }
        return components;
    }

    private static void jars(InputStream archive, Set<String> found) throws IOException {
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".war")) {
                jars(zip, found);
            } else if (entry.getName().endsWith(".jar")) {
                found.add(entry.getName().replaceFirst(".*/", "").replace(".jar", ""));
            }
        }
    }

    @Test
    void every_library_of_the_archive_stands_in_a_bill_of_materials() throws IOException {
        Set<String> carried = new TreeSet<>();
        try (InputStream ear = Files.newInputStream(Path.of("target/maint.ear"))) {
            jars(ear, carried);
        }
        carried.removeIf(name -> name.startsWith("maint-"));
        assertThat(carried).hasSizeGreaterThan(30);
        Set<String> named = new TreeSet<>();
        components().values().forEach(each -> named.add(each.path("name").asText()));
        // Their files bear the version and the classifier, or neither.
        assertThat(carried.stream().filter(jar -> named.stream()
                        .noneMatch(name -> jar.equals(name) || jar.startsWith(name + "-"))))
                .isEmpty();
    }

    @Test
    void every_library_stands_in_the_list_with_a_licence_that_may_be() throws IOException {
        String list = Files.readString(Path.of("../docs/licences.md"));
        components().forEach((name, component) -> {
            String line = list.lines()
                    .filter(each -> each.startsWith("| `" + name + "` | "))
                    .findFirst()
                    .orElse("");
            assertThat(line).as(name + " in docs/licences.md").isNotEmpty();
            for (JsonNode licence : component.path("licenses")) {
                String id = licence.at("/license/id")
                        .asText(licence.at("/license/name").asText());
                if (!id.isEmpty()) {
                    assertThat(MAY_BE).as(name).contains(id);
                    assertThat(line).contains(id);
                }
            }
        });
    }
}
