package org.maint.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A document in the making. It is built as a tree and never as text, so that whatever people typed is a text in it and
 * can be nothing else; {@link Node#text} is the one place where their words come in.
 */
final class Markup {
    private static final String STYLE = style();

    private final Document document;
    private final Node body;
    private final List<Bookmark> bookmarks = new ArrayList<>();

    /**
     * What stands on every page.
     *
     * @param title of the document, also in its properties
     * @param subject what kind of document it is
     * @param exported who made it and when
     */
    record Frame(String language, String title, String subject, String organisation, String exported) {}

    /** A line of the outline that viewers show beside the pages, leading to what has this id, and the lines below it. */
    record Bookmark(String name, String id, List<Bookmark> below) {
        Bookmark(String name, String id) {
            this(Legible.of(name), id, new ArrayList<>());
        }

        void add(String belowName, String belowId) {
            below.add(new Bookmark(belowName, belowId));
        }
    }

    Markup(Frame frame) {
        try {
            document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("Every JDK builds documents", impossible);
        }
        Element html = document.createElement("html");
        html.setAttribute("lang", frame.language());
        document.appendChild(html);
        Node root = new Node(html);
        Node head = root.add("head");
        head.add("title").text(frame.title());
        head.add("meta").attribute("name", "author").attribute("content", Legible.of(frame.organisation()));
        head.add("meta").attribute("name", "subject").attribute("content", Legible.of(frame.subject()));
        head.add("meta").attribute("name", "description").attribute("content", Legible.of(frame.subject()));
        head.add("style").text(STYLE);
        body = root.add("body");
        body.add("div", "running-organisation").text(frame.organisation());
        body.add("div", "running-title").text(shortened(frame.title()));
        body.add("div", "running-exported").text(frame.exported());
    }

    private static String shortened(String title) {
        return title.length() <= 70 ? title : title.substring(0, 69) + "…";
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(Markup.class.getResourceAsStream("document.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Document document() {
        return document;
    }

    Node body() {
        return body;
    }

    /** Adds a line to the outline. */
    Bookmark bookmark(String name, String id) {
        Bookmark line = new Bookmark(name, id);
        bookmarks.add(line);
        return line;
    }

    List<Bookmark> bookmarks() {
        return List.copyOf(bookmarks);
    }

    /** An element; what is added comes after what is in it already. */
    static final class Node {
        private final Element element;

        private Node(Element element) {
            this.element = element;
        }

        /** A new element in this one; it is the answer. */
        Node add(String tag) {
            Element child = Objects.requireNonNull(element.getOwnerDocument()).createElement(tag);
            element.appendChild(child);
            return new Node(child);
        }

        Node add(String tag, String style) {
            return add(tag).attribute("class", style);
        }

        /**
         * Words in this element, whatever they are; the element is the answer. Beside other elements they get one of
         * their own: the renderer paints, and screen readers read, bare text ahead of the elements of its line.
         */
        Node text(String words) {
            if (element.hasChildNodes()) {
                add("span").text(words);
            } else {
                element.appendChild(
                        Objects.requireNonNull(element.getOwnerDocument()).createTextNode(Legible.of(words)));
            }
            return this;
        }

        Node attribute(String name, String value) {
            element.setAttribute(name, value);
            return this;
        }

        Node id(String id) {
            return attribute("id", id);
        }
    }
}
