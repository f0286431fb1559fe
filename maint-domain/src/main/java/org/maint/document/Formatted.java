package org.maint.document;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.maint.document.Markup.Node;
import org.maint.shared.Markdown;

/** What people wrote in Markdown, on paper. HTML among it is text; a link says where it leads. */
final class Formatted extends AbstractVisitor {
    private Node at;

    private Formatted(Node at) {
        this.at = at;
    }

    static void write(Node parent, String words) {
        Markdown.tree(words).accept(new Formatted(parent.add("div", "formatted")));
    }

    private void inside(org.commonmark.node.Node node, String tag) {
        Node outside = at;
        at = outside.add(tag);
        visitChildren(node);
        at = outside;
    }

    private void words(String words) {
        if (!words.isEmpty()) {
            at.text(words);
        }
    }

    @Override
    public void visit(Paragraph paragraph) {
        inside(paragraph, "p");
    }

    @Override
    public void visit(Heading heading) {
        inside(heading, "h4");
    }

    @Override
    public void visit(BulletList list) {
        inside(list, "ul");
    }

    @Override
    public void visit(OrderedList list) {
        inside(list, "ol");
    }

    @Override
    public void visit(ListItem item) {
        inside(item, "li");
    }

    @Override
    public void visit(BlockQuote quote) {
        inside(quote, "blockquote");
    }

    @Override
    public void visit(Emphasis emphasis) {
        inside(emphasis, "em");
    }

    @Override
    public void visit(StrongEmphasis strong) {
        inside(strong, "strong");
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        words(" (" + link.getDestination() + ")");
    }

    @Override
    public void visit(Code code) {
        at.add("span", "mono").text(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock block) {
        at.add("pre", "mono").text(block.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        at.add("pre", "mono").text(block.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
        at.add("p").text(html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        words(html.getLiteral());
    }

    @Override
    public void visit(Text text) {
        words(text.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        words(" ");
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        at.add("br");
    }

    @Override
    public void visit(ThematicBreak rule) {
        at.add("hr");
    }
}
