package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** French and English are both whole: every word stands in the bundles, in both, and nowhere else. */
class LanguagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path WORDS = ROOT.resolve("maint-web/src/main/resources/org/maint/web/words");
    private static final Path MESSAGES = ROOT.resolve("maint-domain/src/main/resources/org/maint/messages");
    private static final Path PAGES = ROOT.resolve("maint-web/src/main/webapp");

    /** Names, units and codes that are the same in every language. */
    private static final Set<String> SAME_EVERYWHERE = Set.of(
            "maint",
            "sha-256",
            "fr",
            "en",
            "min",
            "jsonl",
            "rfc",
            "csv",
            "pdf",
            "yaml",
            "api",
            "iso",
            "français",
            "english",
            "l",
            "ics",
            // Examples of keys, and a setting that is named as it is typed.
            "https",
            "t-12",
            "daily-morning",
            "platform",
            "url");

    private static final Set<String> SHOWN_ATTRIBUTES = Set.of(
            "title",
            "alt",
            "placeholder",
            "aria-label",
            "label",
            "itemLabel",
            "requiredMessage",
            "converterMessage",
            "value",
            "data-label");

    private static Map<String, String> bundle(Path base, String language) {
        Map<String, String> bundle = new TreeMap<>();
        for (String line : lines(Path.of(base + "_" + language + ".properties"))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String before = bundle.put(line.substring(0, equals).strip(), unescaped(line.substring(equals + 1)));
                assertThat(before)
                        .as("the key " + line.substring(0, equals) + " stands once")
                        .isNull();
            }
        }
        return bundle;
    }

    private static String unescaped(String value) {
        return Pattern.compile("\\\\u([0-9a-fA-F]{4})")
                .matcher(value)
                .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory, String ending) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "messages"})
    void both_languages_have_the_same_keys_and_fill_in_the_same_things(String name) {
        Path base = name.equals("words") ? WORDS : MESSAGES;
        Map<String, String> english = bundle(base, "en");
        Map<String, String> french = bundle(base, "fr");
        assertThat(french.keySet()).isEqualTo(english.keySet());
        english.forEach((key, words) -> {
            assertThat(placeholders(french.get(key))).as(key).isEqualTo(placeholders(words));
            assertThat(french.get(key).isBlank())
                    .as(key + " is empty in both or in none")
                    .isEqualTo(words.isBlank());
        });
    }

    private static Set<String> placeholders(String words) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{(\\d)").matcher(words);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /**
     * As the Office québécois de la langue française has it: a typographic apostrophe, a no-break space before a colon
     * and inside quotation marks, and none before a semicolon, a question mark or an exclamation mark.
     */
    @ParameterizedTest
    @ValueSource(strings = {"words", "messages"})
    void the_french_has_its_typography(String name) {
        Pattern wrong = Pattern.compile("'|[^\\u00a0]:(?=\\s|$)|[\\s\\u00a0\\u202f][;?!]|«[^\\u00a0]|[^\\u00a0]»");
        bundle(name.equals("words") ? WORDS : MESSAGES, "fr")
                .forEach((key, words) -> assertThat(wrong.matcher(words).find())
                        .as(key + ": " + words)
                        .isFalse());
    }

    @Test
    void a_long_text_is_not_the_same_in_both_languages() {
        for (Path base : List.of(WORDS, MESSAGES)) {
            Map<String, String> french = bundle(base, "fr");
            bundle(base, "en").forEach((key, words) -> {
                String own = words.replaceAll("\\{[^}]*}|SHA-256", "");
                if (Pattern.compile("\\p{L}{2,}").matcher(own).results().count() > 2) {
                    assertThat(french.get(key)).as(key).isNotEqualTo(words);
                }
            });
        }
    }

    @Test
    void pages_say_nothing_but_what_the_bundles_say() throws Exception {
        List<String> literals = new ArrayList<>();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        for (Path page : files(PAGES, ".xhtml")) {
            Node root = factory.newDocumentBuilder().parse(page.toFile()).getDocumentElement();
            literals(root, PAGES.relativize(page).toString(), literals);
        }
        assertThat(literals).isEmpty();
    }

    private static void literals(Node node, String page, List<String> found) {
        if (node instanceof Text text) {
            check(text.getData(), page, found);
        }
        if (node instanceof Element element) {
            boolean formOfOurs = Set.of("option", "input", "button", "f:selectItem", "ui:param", "h:inputHidden")
                    .contains(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Attr attribute = (Attr) element.getAttributes().item(i);
                boolean shown = SHOWN_ATTRIBUTES.contains(attribute.getName())
                        && !(formOfOurs && attribute.getName().equals("value"));
                if (shown) {
                    check(attribute.getValue(), page + " " + element.getTagName() + "@" + attribute.getName(), found);
                }
            }
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            literals(child, page, found);
        }
    }

    private static void check(String words, String where, List<String> found) {
        String own = words.replaceAll("#\\{[^}]*}", " ");
        Matcher word = Pattern.compile("\\p{L}[\\p{L}-]*\\d*").matcher(own);
        while (word.find()) {
            String one = word.group().toLowerCase(java.util.Locale.ROOT);
            // A single letter is a key of the keyboard.
            if (one.length() > 1 && !SAME_EVERYWHERE.contains(one) && !one.matches("sha-\\d+")) {
                found.add(where + ": " + own.strip());
                return;
            }
        }
    }

    /** Sentences in Java are for logs and for programmers; what people see is a key of a bundle. */
    @Test
    void java_says_nothing_to_people_but_what_the_bundles_say() throws Exception {
        List<String> found = new ArrayList<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = new ArrayList<>(files(ROOT.resolve("maint-web/src/main/java"), ".java"));
            sources.addAll(files(ROOT.resolve("maint-domain/src/main/java"), ".java"));
            // Metrics and health speak English to operators' programs.
            sources.removeIf(file -> file.getParent().endsWith("health"));
            // The command line speaks English, and made-up people speak French.
            sources.removeIf(file -> file.getFileName().toString().startsWith("Demo"));
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(
                        new Sentences(found),
                        Path.of(unit.getSourceFile().toUri()).getFileName().toString());
            }
        }
        assertThat(found).isEmpty();
    }

    /** Finds string literals that are sentences, where they are not an exception's, a log's, a query's or an annotation's. */
    private static final class Sentences extends TreeScanner<Void, String> {
        private static final Pattern SENTENCE = Pattern.compile("\\p{Lu}?\\p{Ll}+,? (\\p{L}+ )+\\p{L}+.*");
        private static final Pattern QUERY = Pattern.compile(
                "(?is)\\s*(select|from|insert|update|delete|alter|where|order|and|or|on|left|join|set|with|match|case|when|group|limit|union)\\b.*");
        /** A product's name, and classes of a style sheet. */
        private static final Set<String> NAMES = Set.of("Mac OS X", "compact indented prose");
        /** A pattern of dates, such as a formatter takes. */
        private static final Pattern DATES = Pattern.compile("[duyMEHhma ,.':-]*[uyM]{2,}[duyMEHhma ,.':-]*");

        private final List<String> found;

        Sentences(List<String> found) {
            this.found = found;
        }

        @Override
        public Void visitThrow(ThrowTree tree, String file) {
            return null;
        }

        @Override
        public Void visitAnnotation(AnnotationTree tree, String file) {
            return null;
        }

        @Override
        public Void visitNewClass(NewClassTree tree, String file) {
            boolean exception = tree.getIdentifier().toString().endsWith("Exception")
                    || tree.getIdentifier().toString().endsWith("Error");
            return exception ? null : super.visitNewClass(tree, file);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, String file) {
            String method = tree.getMethodSelect().toString();
            boolean technical = method.startsWith("LOG.")
                    || method.matches(
                            ".*(createQuery|createNativeQuery|Pattern\\.compile|matches|replaceAll|requireNonNull)");
            return technical ? null : super.visitMethodInvocation(tree, file);
        }

        @Override
        public Void visitLiteral(LiteralTree tree, String file) {
            if (tree.getValue() instanceof String text
                    && !NAMES.contains(text)
                    && !DATES.matcher(text).matches()
                    && SENTENCE.matcher(text).matches()
                    && !QUERY.matcher(text).matches()) {
                found.add(file + ": " + text);
            }
            return null;
        }
    }

    @Test
    void scripts_say_nothing_but_what_the_pages_give_them() {
        List<String> found = new ArrayList<>();
        Pattern literal = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|`(?:[^`\\\\]|\\\\.)*`");
        for (Path script : files(PAGES.resolve("resources/maint"), ".js")) {
            for (String line : lines(script)) {
                String code = line.strip();
                if (code.startsWith("//")
                        || code.startsWith("*")
                        || code.startsWith("/*")
                        || code.equals("\"use strict\";")) {
                    continue;
                }
                Matcher matcher = literal.matcher(code);
                while (matcher.find()) {
                    String own = matcher.group().replaceAll("\\$\\{[^}]*}", " ");
                    boolean css = own.matches(".*[\\[\\].#:>*=(/-].*");
                    if (!css
                            && Pattern.compile("\\p{Lu}\\p{Ll}+ \\p{Ll}+ \\p{Ll}+|\\p{Ll}+ \\p{Ll}+ \\p{Ll}+ \\p{Ll}+")
                                    .matcher(own)
                                    .find()
                            && !own.contains("element")) {
                        found.add(script.getFileName() + ": " + own);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void every_key_that_is_used_is_there_and_every_key_that_is_there_is_used() {
        Set<String> words = bundle(WORDS, "en").keySet();
        Set<String> messages = bundle(MESSAGES, "en").keySet();
        Set<String> known = new HashSet<>(words);
        known.addAll(messages);
        StringBuilder everything = new StringBuilder();
        List<Path> sources = new ArrayList<>(files(PAGES, ".xhtml"));
        for (String module : List.of("maint-web", "maint-domain", "maint-alerts", "maint-scheduler", "maint-ear")) {
            sources.addAll(files(ROOT.resolve(module + "/src/main/java"), ".java"));
        }
        sources.forEach(
                file -> everything.append(String.join("\n", lines(file))).append('\n'));
        String code = everything.toString();

        Set<String> missing = new TreeSet<>();
        for (String form : List.of(
                "w\\['([a-z][A-Za-z0-9.-]+)'\\]",
                "(?:Message\\.of|fmt\\.words)\\(\\s*\"([a-z][A-Za-z0-9.-]+)\"[,)]",
                "fmt\\.(?:named|filled)\\('([a-z][A-Za-z0-9.-]+)'[,)]")) {
            Matcher used = Pattern.compile(form).matcher(code);
            while (used.find()) {
                if (!known.contains(used.group(1)) && !used.group(1).endsWith(".")) {
                    missing.add(used.group(1));
                }
            }
        }
        assertThat(missing).as("used, but in no bundle").isEmpty();

        // A key that is put together names how it begins.
        Set<String> beginnings = new HashSet<>();
        Matcher composed = Pattern.compile("['\"]([a-z][A-Za-z0-9-]*(?:\\.[a-z][A-Za-z0-9-]*)*\\.)['\"]")
                .matcher(code);
        while (composed.find()) {
            beginnings.add(composed.group(1));
        }
        Set<String> unused = new TreeSet<>(known);
        unused.removeIf(key -> code.contains("'" + key + "'")
                || code.contains("\"" + key + "\"")
                || key.endsWith(".title") && code.contains("\"" + key.replace(".title", "") + "\"")
                || beginnings.stream().anyMatch(key::startsWith));
        assertThat(unused).as("in a bundle, but used nowhere").isEmpty();
    }
}
