package org.maint.probing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads RSS 2.0 and 1.0, Atom, and JSON Feed. A document with a DTD is not read at all: no feed needs one. */
final class FeedReader {
    private static final int MOST_ENTRIES = 5000;
    private static final int LONGEST_TEXT = 20_000;

    /** @param at null when it has no time that can be read */
    record Entry(String title, String summary, @Nullable Instant at) {}

    private FeedReader() {}

    static List<Entry> read(Answer answer) throws ProbeFault {
        String start = answer.text().stripLeading();
        return start.startsWith("{") ? json(answer.text()) : xml(answer.bytes());
    }

    private static List<Entry> json(String text) throws ProbeFault {
        JsonNode items = JsonAnswer.parsed(text).path("items");
        if (!items.isArray()) {
            throw new ProbeFault(ProbeFault.UNREADABLE, "items");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode item : items) {
            if (entries.size() == MOST_ENTRIES) {
                break;
            }
            String summary = item.path("summary").asText("")
                    + " " + item.path("content_text").asText("")
                    + " " + item.path("content_html").asText("");
            String at = item.path("date_published")
                    .asText(item.path("date_modified").asText(""));
            entries.add(new Entry(item.path("title").asText(""), bounded(summary), time(at)));
        }
        return entries;
    }

    private static List<Entry> xml(byte[] bytes) throws ProbeFault {
        Document document = document(bytes);
        Element root = document.getDocumentElement();
        if (!Set.of("rss", "feed", "RDF").contains(name(root))) {
            throw new ProbeFault(ProbeFault.UNREADABLE, name(root));
        }
        List<Entry> entries = new ArrayList<>();
        collect(root, entries);
        for (Element channel : children(root)) {
            if (name(channel).equals("channel")) {
                collect(channel, entries);
            }
        }
        return entries;
    }

    private static void collect(Element parent, List<Entry> entries) {
        for (Element child : children(parent)) {
            if (Set.of("item", "entry").contains(name(child)) && entries.size() < MOST_ENTRIES) {
                entries.add(entry(child));
            }
        }
    }

    private static Entry entry(Element item) {
        StringBuilder title = new StringBuilder();
        StringBuilder summary = new StringBuilder();
        Instant at = null;
        for (Element field : children(item)) {
            switch (name(field)) {
                case "title" -> title.append(bounded(field.getTextContent()));
                case "summary", "description", "content", "encoded", "category" -> summary.append(
                                bounded(field.getTextContent()))
                        .append(' ');
                case "pubDate", "date", "published", "updated", "modified" -> {
                    Instant time = time(field.getTextContent());
                    // What was changed lately is news, too.
                    at = time != null && (at == null || time.isAfter(at)) ? time : at;
                }
                default -> {}
            }
        }
        return new Entry(title.toString().strip(), summary.toString().strip(), at);
    }

    private static Document document(byte[] bytes) throws ProbeFault {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException e) {
            throw new ProbeFault(ProbeFault.UNREADABLE, "XML", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's own parser can do this", e);
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static String name(Element element) {
        String name = element.getLocalName();
        return name == null ? element.getTagName() : name;
    }

    private static String bounded(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    static @Nullable Instant time(String text) {
        String time = text.strip();
        try {
            if (time.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            if (time.matches("\\d{4}-.*")) {
                return OffsetDateTime.parse(time).toInstant();
            }
            String numeric = time.replaceAll(" (UT|UTC|Z)$", " GMT")
                    .replaceAll(" EST$", " -0500")
                    .replaceAll(" EDT$", " -0400")
                    .replaceAll(" PST$", " -0800")
                    .replaceAll(" PDT$", " -0700");
            return ZonedDateTime.parse(numeric, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
