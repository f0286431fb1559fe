package org.maint.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Everything under {@code /api/v1}. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
        info = @Info(title = "maint", version = "1", description = "A maintenance plan as a running system"),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(securitySchemeName = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
public class RestApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                PlanResource.class,
                PlanDraftsResource.class,
                CalendarResource.class,
                FeedResource.class,
                WindowsResource.class,
                OnCallResource.class,
                RotasResource.class,
                RecurringWindowsResource.class,
                RunsResource.class,
                RunItemsResource.class,
                LogResource.class,
                TasksResource.class,
                TasksExport.class,
                SamplesResource.class,
                MetricsResource.class,
                ErrorsResource.class,
                ErrorsExport.class,
                ChangesResource.class,
                RulesResource.class,
                AlertsResource.class,
                IncidentsResource.class,
                PostMortemResource.class,
                NotificationsResource.class,
                ChannelsResource.class,
                PulseResource.class,
                SilencesResource.class,
                MyNotificationsResource.class,
                MyContactsResource.class,
                SearchResource.class,
                TargetsResource.class,
                DashboardResource.class,
                ReportsResource.class,
                FeedbackResource.class,
                FeedbackExport.class,
                SurveysResource.class,
                GoalsResource.class,
                RecoveryResource.class,
                HandoverResource.class,
                WorkloadResource.class,
                QualificationsResource.class,
                SetupResource.class,
                TakeoutResource.class,
                PrivacyResource.class,
                TokensResource.class,
                AuditResource.class,
                JsonBody.class,
                Problems.RefusalMapper.class,
                Problems.MalformedPlanMapper.class,
                Problems.WebMapper.class,
                Problems.AnyMapper.class);
    }
}
