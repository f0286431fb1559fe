package org.maint.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.shared.Events;
import org.maint.shared.Message;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import org.maint.shared.Words;

/** Decides in which words things are told: the company's own where there are any, else maint's. */
@ApplicationScoped
@Transactional
public class Templates {
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_BODY = 5_000;

    private final EntityManager em;
    private final Events events;
    private final Clock clock;

    @Inject
    public Templates(EntityManager em, Events events, Clock clock) {
        this.em = em;
        this.events = events;
        this.clock = clock;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected Templates() {
        this(null, null, null);
    }

    Wording wording(Topic topic, Medium medium, Locale language) {
        return own(new Template.Id(topic, medium, language.getLanguage()))
                .map(Template::wording)
                .orElseGet(() -> usual(topic, medium, language));
    }

    private Optional<Template> own(Template.Id id) {
        return Optional.ofNullable(em.find(Template.class, id));
    }

    /** Own words for this, with their version; empty where maint's count. */
    public Optional<Template> own(Actor actor, Topic topic, Medium medium, Locale language) {
        actor.requireStaff();
        return own(new Template.Id(topic, medium, language.getLanguage()));
    }

    public List<Template> all(Actor actor) {
        actor.requireStaff();
        return em.createQuery("select t from Template t", Template.class).getResultList();
    }

    /** maint's own. */
    public static Wording usual(Topic topic, Medium medium, Locale language) {
        String about = topic == Topic.PAGE ? "page" : topic == Topic.ACCOUNT ? "account" : "other";
        String by = medium.byTelephone() ? medium.name().toLowerCase(Locale.ROOT) : medium.chat() ? "chat" : "email";
        return new Wording(
                Messages.bundle(language).getString("template." + about + ".subject"),
                Messages.bundle(language).getString("template." + about + "." + by));
    }

    /**
     * Refused when it names a placeholder that there is none of.
     *
     * @param expectedVersion the version that the person saw; null when there was none
     */
    public Template save(
            Actor actor,
            Topic topic,
            Medium medium,
            Locale language,
            @Nullable String typedSubject,
            @Nullable String typedBody,
            @Nullable Integer expectedVersion) {
        Template.Id id = checked(actor, topic, medium, language);
        String subject = Words.required(typedSubject, "/subject", LONGEST_SUBJECT);
        if (subject.indexOf('\n') >= 0) {
            throw Refusal.invalid("/subject", Message.of("invalid.line-break"));
        }
        Wording wording = new Wording(subject, Words.required(typedBody, "/body", LONGEST_BODY));
        refuseUnknown(new Wording(wording.subject(), ""), "/subject");
        refuseUnknown(new Wording("", wording.body()), "/body");
        Template known = em.find(Template.class, id);
        if (!Objects.equals(expectedVersion, known == null ? null : known.version())) {
            throw Refusal.stale(Message.of("stale.template"));
        }
        Template template = known == null ? new Template(id, wording, clock.instant(), actor.id()) : known;
        if (known == null) {
            em.persist(template);
        } else {
            known.change(wording, clock.instant(), actor.id());
        }
        em.flush();
        events.publish(new TemplateChanged(id, actor.id(), "changed"));
        return template;
    }

    /** maint's own words count again. */
    public void reset(Actor actor, Topic topic, Medium medium, Locale language) {
        Template.Id id = checked(actor, topic, medium, language);
        own(id).ifPresent(template -> {
            em.remove(template);
            events.publish(new TemplateChanged(id, actor.id(), "reset"));
        });
    }

    private static Template.Id checked(Actor actor, Topic topic, Medium medium, Locale language) {
        actor.require(Role.ADMIN, Role.LEAD);
        if (medium == Medium.PORTAL || medium == Medium.WEBHOOK) {
            throw Refusal.invalid("/medium", Message.of("invalid.template.medium"));
        }
        return new Template.Id(topic, medium, Messages.language(language).getLanguage());
    }

    static void refuseUnknown(Wording wording, String pointer) {
        if (!wording.unknown().isEmpty()) {
            throw Refusal.invalid(
                    pointer,
                    Message.of(
                            "invalid.template.placeholder",
                            List.copyOf(wording.unknown()),
                            Wording.PLACEHOLDERS.stream().sorted().toList()));
        }
    }
}
