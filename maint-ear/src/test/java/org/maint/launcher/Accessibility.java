package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import org.maint.launcher.Chromium.Visitor;

/** That pages have no finding of axe, fit 360 px and make the browser complain about nothing, in light and in dark. */
final class Accessibility {
    private Accessibility() {}

    static void check(Installed maint, String login, List<String> addresses) {
        for (boolean dark : List.of(false, true)) {
            try (Visitor visitor = Chromium.get().visitor("fr-CA", 360, 740, dark)) {
                Page page = visitor.page();
                Chromium.signIn(page, maint, login, maint.password(login));
                for (String address : addresses) {
                    page.navigate("about:blank");
                    page.navigate(maint.url() + address);
                    page.waitForLoadState(LoadState.NETWORKIDLE);
                    look(page, address + (dark ? " dark" : " light"));
                }
                assertThat(visitor.complaints()).isEmpty();
            }
        }
    }

    static void look(Page page, String name) {
        Object overflow =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).as("horizontal overflow of " + name).isEqualTo(0);
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .as(name)
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }
}
