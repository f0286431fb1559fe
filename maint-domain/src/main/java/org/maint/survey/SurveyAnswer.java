package org.maint.survey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** What somebody answered; nothing tells who it was. */
@Entity
@Table(name = "survey_answer")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class SurveyAnswer {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private @Nullable Long survey;

    private int score;

    @Column(length = Length.LONG32)
    private @Nullable String comment;

    private Instant at;

    protected SurveyAnswer() {}

    SurveyAnswer(@Nullable Long survey, int score, @Nullable String comment, Instant at) {
        this.survey = survey;
        this.score = score;
        this.comment = comment;
        this.at = at;
    }

    public long id() {
        return id;
    }

    /** Null for what the platform has asked itself. */
    public @Nullable Long survey() {
        return survey;
    }

    /** From 1, not at all, to 5, very. */
    public int score() {
        return score;
    }

    public @Nullable String comment() {
        return comment;
    }

    public Instant at() {
        return at;
    }
}
