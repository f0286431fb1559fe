package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.maint.people.Actor;
import org.maint.shared.Text;

/** One kind of what people set up: how it is written, and how one of it is made again. */
interface Setup {
    /** The name of its list in the document. */
    String name();

    void write(Actor actor, ArrayNode list);

    /** By what one is known: two with the same are the same. */
    String key(JsonNode one);

    /** The keys of what is there. */
    Set<String> there(Actor actor);

    /** Whether its time is over, so that it is passed over. */
    default boolean over(JsonNode one) {
        return false;
    }

    /** Refused, with pointers below the one that is read, when it is malformed or may not be made by this person. */
    void make(Actor actor, JsonNode one);

    static ObjectNode text(ObjectNode json, String field, Text text) {
        json.putObject(field).put("en", text.en()).put("fr", text.fr());
        return json;
    }
}
