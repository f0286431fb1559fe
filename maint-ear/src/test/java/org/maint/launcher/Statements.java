package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many statements a page sends to the database, as the server itself counts them. Each page was opened once before,
 * so that what is read once and kept (the plan, the settings) is no part of it.
 */
final class Statements {
    /** Of one request. */
    private static final int MOST = 12;

    private static final int VISITS = 3;

    private Statements() {}

    /** What the server has counted for a page. */
    private record Count(double requests, double statements) {
        Count minus(Count other) {
            return new Count(requests - other.requests, statements - other.statements);
        }
    }

    /** That a page, which was opened before, is within the limit, and so is what it asks for once it is there. */
    static void check(Installed maint, Page page, String address) {
        page.navigate("about:blank");
        // A page that renews itself may have asked once more before it was left.
        Count alone =
                least(maint, address, taken -> taken.requests() == 1 && taken.statements() <= MOST, () -> page.request()
                        .get(maint.url() + address));
        assertThat(alone.requests()).as("requests of " + address).isEqualTo(1);
        assertThat(alone.statements()).as("statements of " + address).isBetween(1.0, (double) MOST);
        Count whole = least(maint, address, taken -> taken.statements() <= MOST * taken.requests(), () -> {
            page.navigate("about:blank");
            page.navigate(maint.url() + address);
            page.waitForLoadState(LoadState.NETWORKIDLE);
        });
        assertThat(whole.statements())
                .as("statements of " + address + " with its " + whole.requests() + " requests")
                .isBetween(1.0, MOST * whole.requests());
    }

    /**
     * What the first of three visits took that is as it should be, otherwise the cheapest. What is kept (the plan, the
     * settings, who has been seen when) is read anew now and then, and may fall into any one of them.
     */
    private static Count least(Installed maint, String address, Predicate<Count> good, Runnable visit) {
        Count least = null;
        for (int i = 0; i < VISITS; i++) {
            Count before = count(maint, address);
            visit.run();
            Count taken = count(maint, address).minus(before);
            if (good.test(taken)) {
                return taken;
            }
            least = least == null || taken.statements() < least.statements() ? taken : least;
        }
        return Objects.requireNonNull(least);
    }

    private static Count count(Installed maint, String address) {
        String metrics = Rest.server("http://127.0.0.1:" + maint.port() + "/")
                .get("metrics")
                .text();
        String page = "/" + address.replaceFirst("\\?.*", "");
        return new Count(read(metrics, "count", page), read(metrics, "sum", page));
    }

    private static double read(String metrics, String what, String page) {
        Matcher line = Pattern.compile("maint_page_queries_" + what + "\\{[^}]*page=\"" + page + "\"[^}]*} ([0-9.E]+)")
                .matcher(metrics);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }
}
