package org.maint.plan;

import java.util.List;
import org.maint.shared.Text;

/** A heading of a checklist with its items. The key is the kebab-case of the English heading. */
public record Section(String key, Text title, List<Item> items) {}
