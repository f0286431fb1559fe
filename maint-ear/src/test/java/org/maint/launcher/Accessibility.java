package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.maint.launcher.Chromium.Visitor;

/**
 * That pages have no finding of axe, fit 360 px, make the browser complain about nothing, in light and in dark, and ask the
 * database no more than they may.
 */
final class Accessibility {
    /** What a theme may change. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    private Accessibility() {}

    static void check(Installed maint, String login, List<String> addresses) {
        try (Visitor visitor = Chromium.get().visitor("fr-CA", 360, 740, false)) {
            Page page = visitor.page();
            Chromium.signIn(page, maint, login, maint.password(login));
            for (String address : addresses) {
                page.navigate("about:blank");
                page.navigate(maint.url() + address);
                page.waitForLoadState(LoadState.NETWORKIDLE);
                both(page, address);
                Statements.check(maint, page, address);
            }
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    /** In light with every rule, then in dark with those about colours: nothing else of a page depends on its theme. */
    static void both(Page page, String name) {
        look(page, name + " light");
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK).setReducedMotion(ReducedMotion.REDUCE));
        assertThat(page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(true);
        none(new AxeBuilder(page).withRules(COLOURS), name + " dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** As the page is now. */
    static void look(Page page, String name) {
        Object overflow =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).as("horizontal overflow of " + name).isEqualTo(0);
        none(new AxeBuilder(page), name);
    }

    private static void none(AxeBuilder axe, String name) {
        // There are no frames; the other mode opens a page of its own each time.
        List<Rule> violations = axe.setLegacyMode(true).analyze().getViolations();
        assertThat(violations)
                .as(name)
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }
}
