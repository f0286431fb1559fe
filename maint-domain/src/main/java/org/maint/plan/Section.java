package org.maint.plan;

import java.util.List;
import org.maint.shared.Text;

/**
 * A heading of a checklist with its items. The key is the kebab-case of the English heading.
 *
 * @param practices the plan's practices that are called to mind here, by {@link PlanDocument#key}
 */
public record Section(String key, Text title, List<Item> items, List<String> practices) {}
