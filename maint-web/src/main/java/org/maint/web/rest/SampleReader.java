package org.maint.web.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.maint.metric.Sample;
import org.maint.metric.Samples;
import org.maint.shared.Message;
import org.maint.shared.Refusal;
import org.maint.shared.Refusal.Fault;

/** Reads a batch of samples without building a tree of it: they come by the thousand. Each fault has its place. */
final class SampleReader {
    /** In bytes: 5,000 samples with labels. */
    private static final int LARGEST = 4 * 1024 * 1024;

    private static final int MOST_FAULTS = 100;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<Fault> faults = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();

    private SampleReader() {}

    static List<Sample> read(InputStream in) throws IOException {
        byte[] body = Bodies.upTo(LARGEST, in);
        if (body.length > LARGEST) {
            throw Refusal.tooLarge(Message.of("problem.body-too-large", LARGEST / 1024));
        }
        SampleReader reader = new SampleReader();
        try (JsonParser parser = JSON.createParser(body)) {
            reader.array(parser);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(reader.place(), Message.of("problem.not-json", e.getOriginalMessage()));
        }
        if (!reader.faults.isEmpty()) {
            throw Refusal.invalid(reader.faults.get(0).message(), reader.faults);
        }
        return reader.samples;
    }

    private String place() {
        return samples.isEmpty() && faults.isEmpty() ? "" : "/" + samples.size();
    }

    private void array(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw Refusal.invalid("", Message.of("problem.list-expected"));
        }
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (index >= Samples.MOST) {
                throw Refusal.tooLarge(Message.of("invalid.samples.most", Samples.MOST));
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                fault("/" + index, "problem.object-expected");
                parser.skipChildren();
            } else {
                sample(parser, "/" + index);
            }
            index++;
        }
        if (parser.nextToken() != null) {
            throw Refusal.invalid("", Message.of("problem.not-json", "…"));
        }
    }

    private void sample(JsonParser parser, String where) throws IOException {
        String metric = null;
        Instant at = null;
        Double value = null;
        String source = null;
        SortedMap<String, String> labels = new TreeMap<>();
        int before = faults.size();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "metric" -> metric = text(parser, where + "/metric");
                case "at" -> at = time(parser, where + "/at");
                case "value" -> value = number(parser, where + "/value");
                case "source" -> source = text(parser, where + "/source");
                case "labels" -> labels(parser, where + "/labels", labels);
                default -> {
                    fault(
                            where + "/" + field.replace("~", "~0").replace("/", "~1"),
                            "problem.unknown-field",
                            field,
                            List.of("at", "labels", "metric", "source", "value"));
                    parser.skipChildren();
                }
            }
        }
        if (faults.size() > before) {
            return;
        }
        if (metric == null || at == null || value == null) {
            String missing = metric == null ? "metric" : at == null ? "at" : "value";
            fault(where + "/" + missing, "invalid.missing");
            return;
        }
        samples.add(new Sample(metric, at, value, source == null ? "" : source, labels));
    }

    private void fault(String pointer, String key, Object... arguments) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(pointer, Message.of(key, arguments)));
        }
    }

    private @Nullable String text(JsonParser parser, String where) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            fault(where, "problem.text-expected");
            parser.skipChildren();
            return null;
        }
        return parser.getText();
    }

    private @Nullable Instant time(JsonParser parser, String where) throws IOException {
        String text = text(parser, where);
        if (text == null) {
            return null;
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fault(where, "problem.offset-time-expected", text);
            return null;
        }
    }

    private @Nullable Double number(JsonParser parser, String where) throws IOException {
        boolean number = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
        double value = number ? parser.getDoubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                fault(where, "problem.number-expected");
                parser.skipChildren();
            }
            return null;
        }
        return value;
    }

    private void labels(JsonParser parser, String where, SortedMap<String, String> labels) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            fault(where, "problem.object-expected");
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            String value = text(parser, where + "/" + name.replace("~", "~0").replace("/", "~1"));
            if (value != null) {
                labels.put(name, value);
            }
        }
    }
}
