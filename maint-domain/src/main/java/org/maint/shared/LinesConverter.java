package org.maint.shared;

import jakarta.persistence.AttributeConverter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a list of words as lines. */
public class LinesConverter implements AttributeConverter<List<String>, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable List<String> lines) {
        return lines == null || lines.isEmpty() ? null : String.join("\n", lines);
    }

    @Override
    public List<String> convertToEntityAttribute(@Nullable String column) {
        return column == null ? List.of() : List.of(column.split("\n", -1));
    }
}
