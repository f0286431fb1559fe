package org.maint.shared;

import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What people write with CommonMark, made safe to show: HTML that they type is text, and of what comes out only plain
 * formatting stays. Links lead to http, https and mailto addresses, or to pages of maint.
 */
public final class Markdown {
    private static final Parser PARSER = Parser.builder().build();

    /** Headings of the text stand below those of the page. */
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p", "br", "hr", "em", "strong", "ul", "ol", "li", "blockquote", "pre", "code", "h4", "h5", "h6")
            .allowElements((name, attributes) -> below(name), "h1", "h2", "h3")
            .allowElements("a")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("start")
            .matching(true, "1", "2", "3", "4", "5", "6", "7", "8", "9")
            .onElements("ol")
            .allowUrlProtocols("http", "https", "mailto")
            .requireRelNofollowOnLinks()
            .toFactory();

    private Markdown() {}

    private static String below(String heading) {
        return "h" + (Integer.parseInt(heading.substring(1)) + 3);
    }

    /** HTML that may stand in a page as it is. */
    public static String html(String words) {
        return POLICY.sanitize(RENDERER.render(PARSER.parse(words)));
    }

    /** As a tree, for other forms than HTML. */
    public static Node tree(String words) {
        return PARSER.parse(words);
    }
}
