package org.maint.vitals;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.maint.shared.Correlation;

/** Notes each tick, and gives what it does a correlation id of its own. */
@Interceptor
@Ticked
@Priority(Interceptor.Priority.APPLICATION)
public class TickInterceptor {
    private final Ticks ticks;

    @Inject
    public TickInterceptor(Ticks ticks) {
        this.ticks = ticks;
    }

    @AroundTimeout
    public Object note(InvocationContext tick) throws Exception {
        String timer = tick.getMethod().getDeclaringClass().getSimpleName();
        long begin = System.nanoTime();
        try (Correlation.Scope scope = Correlation.begin(Correlation.fresh())) {
            return tick.proceed();
        } finally {
            ticks.note(timer, System.nanoTime() - begin);
        }
    }
}
