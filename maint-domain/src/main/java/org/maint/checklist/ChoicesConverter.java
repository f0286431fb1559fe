package org.maint.checklist;

import jakarta.persistence.AttributeConverter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Item;
import org.maint.shared.Text;

/** Keeps the choices of an item as lines of key, English and French words, separated by tabs. */
class ChoicesConverter implements AttributeConverter<List<Item.Choice>, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable List<Item.Choice> choices) {
        if (choices == null || choices.isEmpty()) {
            return null;
        }
        return String.join(
                "\n",
                choices.stream()
                        .map(each -> String.join(
                                "\t",
                                each.key(),
                                each.title().en(),
                                each.title().fr()))
                        .toList());
    }

    @Override
    public List<Item.Choice> convertToEntityAttribute(@Nullable String column) {
        List<Item.Choice> choices = new ArrayList<>();
        for (String line : column == null ? new String[0] : column.split("\n", -1)) {
            String[] parts = line.split("\t", -1);
            choices.add(new Item.Choice(parts[0], new Text(parts[1], parts[2])));
        }
        return List.copyOf(choices);
    }
}
