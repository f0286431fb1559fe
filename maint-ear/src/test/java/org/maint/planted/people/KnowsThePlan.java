package org.maint.planted.people;

import jakarta.jms.Message;
import org.maint.planted.plan.Plan;

/** Breaks two rules: it knows a later feature, and a message broker. */
public class KnowsThePlan {
    Plan plan;
    Message message;
}
