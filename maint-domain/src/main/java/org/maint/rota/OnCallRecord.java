package org.maint.rota;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.people.PersonId;
import org.maint.shared.LinesConverter;

/** Who was on call at a level for a time, as it was then; no later change of a rota touches it. */
@Entity
@Table(name = "on_call_record")
@SuppressWarnings("NullAway.Init") // the no-argument constructor is Hibernate's
public class OnCallRecord {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String level;

    @Column(name = "from_at")
    private Instant from;

    @Column(name = "until_at")
    private Instant until;

    private boolean rota;

    @Convert(converter = LinesConverter.class)
    private @Nullable List<String> people;

    protected OnCallRecord() {}

    OnCallRecord(String level, Instant from, Watch watch) {
        this.level = level;
        this.from = from;
        this.until = from;
        this.rota = watch.rota();
        this.people = lines(watch);
    }

    /**
     * Who is on call, for as long as that does not change.
     *
     * @param rota whether any rota is in use; without one the plan's contact counts
     */
    record Watch(boolean rota, List<PersonId> people) {}

    private static List<String> lines(Watch watch) {
        return watch.people().stream().map(PersonId::toString).sorted().toList();
    }

    boolean same(Watch watch) {
        return rota == watch.rota() && people().equals(lines(watch));
    }

    /** At the moment at which it began it became something else: that is what it was. */
    void become(Watch watch) {
        rota = watch.rota();
        people = lines(watch);
    }

    /** It was so up to this moment. */
    void lasted(Instant at) {
        until = at;
    }

    public String level() {
        return level;
    }

    public Instant from() {
        return from;
    }

    /** Of the one that still goes on: when it was last looked at, at most a minute ago. */
    public Instant until() {
        return until;
    }

    /** Whether any rota of the level was in use; without one the contact that the plan names counted. */
    public boolean rota() {
        return rota;
    }

    /** Empty for nobody. */
    public List<PersonId> onCall() {
        return people().stream().map(id -> new PersonId(UUID.fromString(id))).toList();
    }

    private List<String> people() {
        return people == null ? List.of() : people;
    }
}
