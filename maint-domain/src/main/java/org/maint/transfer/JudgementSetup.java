package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;
import org.maint.people.Actor;
import org.maint.setting.CurrentSettings;
import org.maint.setting.Judgement;
import org.maint.setting.SettingKey;
import org.maint.setting.Settings;

/** By what dashboards and reports judge: one, where something else than usual is set. */
record JudgementSetup(Settings settings) implements Setup {
    @Override
    public String name() {
        return "judgement";
    }

    @Override
    public void write(Actor actor, ArrayNode list) {
        Judgement judgement = settings.current().judgement();
        if (!judgement.equals(Judgement.USUAL)) {
            list.add(judgement.tree());
        }
    }

    @Override
    public String key(JsonNode one) {
        return name();
    }

    /** What is set here stays. */
    @Override
    public Set<String> there(Actor actor) {
        return settings.current().judgement().equals(Judgement.USUAL) ? Set.of() : Set.of(name());
    }

    @Override
    public void make(Actor actor, JsonNode one) {
        CurrentSettings current = settings.current();
        settings.changeJudgement(actor, current.version(SettingKey.JUDGEMENT), Judgement.of(one));
    }
}
