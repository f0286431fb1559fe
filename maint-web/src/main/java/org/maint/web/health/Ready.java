package org.maint.web.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.maint.plan.Plans;

/** Ready when the database answers, within three seconds, and a plan is published. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
    private static final int SECONDS = 3;

    private final Plans plans;
    private @Nullable Future<Boolean> asked;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    @SuppressWarnings("NullAway.Init") // the executor is the container's
    public Ready(Plans plans) {
        this.plans = plans;
    }

    /** For CDI's proxy. */
    @SuppressWarnings({"NullAway", "NullAway.Init"})
    protected Ready() {
        this.plans = null;
    }

    /** A question that hangs is waited for, and not asked again meanwhile: monitors ask often, and threads are few. */
    @Override
    public synchronized HealthCheckResponse call() {
        try {
            Future<Boolean> question = asked;
            if (question == null) {
                question = executor.submit(plans::any);
                asked = question;
            }
            boolean planned = question.get(SECONDS, TimeUnit.SECONDS);
            asked = null;
            return HealthCheckResponse.named("database").status(planned).build();
        } catch (TimeoutException e) {
            return down("no answer within " + SECONDS + " s");
        } catch (ExecutionException e) {
            asked = null;
            // Why it does not answer is in the server's log; a monitor needs to know only that.
            Throwable cause = e.getCause();
            return down(cause == null ? "failed" : cause.getClass().getSimpleName());
        } catch (RejectedExecutionException e) {
            return down("no thread to ask with");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down("interrupted");
        }
    }

    private static HealthCheckResponse down(String why) {
        return HealthCheckResponse.named("database")
                .down()
                .withData("error", why)
                .build();
    }
}
