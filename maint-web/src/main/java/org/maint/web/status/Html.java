package org.maint.web.status;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes HTML and feeds, so that whatever people typed is a text in them and can be nothing else. */
final class Html {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    /** What stands before the first element. */
    Html(String prologue) {
        text.write(prologue);
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("A text takes whatever is written", impossible);
        }
    }

    private interface Step {
        void take() throws XMLStreamException;
    }

    private Html step(Step step) {
        try {
            step.take();
            return this;
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("A text takes whatever is written", impossible);
        }
    }

    /** Begins an element, with attributes as names and values by turns. */
    Html open(String tag, String... attributes) {
        return step(() -> {
            out.writeStartElement(tag);
            write(attributes);
        });
    }

    private void write(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    /** Ends the element that was begun last. */
    Html close() {
        // Not as an empty element, which HTML takes for one that goes on.
        return step(() -> {
            out.writeCharacters("");
            out.writeEndElement();
        });
    }

    /** An element that can have nothing in it, such as a field. */
    Html empty(String tag, String... attributes) {
        return step(() -> {
            out.writeEmptyElement(tag);
            write(attributes);
        });
    }

    Html text(String words) {
        return step(() -> out.writeCharacters(legible(words)));
    }

    /** An element with words in it. */
    Html element(String tag, String words, String... attributes) {
        return open(tag, attributes).text(words).close();
    }

    /** XML has no place for control characters. */
    private static String legible(String words) {
        return words.chars().allMatch(Html::allowed)
                ? words
                : words.chars()
                        .filter(Html::allowed)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean allowed(int character) {
        return character >= ' ' && character < 0xFFFE || character == '\n' || character == '\t';
    }

    @Override
    public String toString() {
        step(out::flush);
        return text.toString();
    }
}
