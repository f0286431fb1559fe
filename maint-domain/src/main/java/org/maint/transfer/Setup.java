package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.maint.people.Actor;

/** One kind of what people set up: how it is written, and how one of it is made again. */
interface Setup {
    /** The name of its list in the document. */
    String name();

    void write(Actor actor, ArrayNode list);

    /** Whether the same is there already; then it stays as it is. */
    boolean there(Actor actor, JsonNode one);

    /** Refused, with pointers below the one that is read, when it is malformed or may not be made by this person. */
    void make(Actor actor, JsonNode one);

    static ObjectNode text(ObjectNode json, String field, org.maint.shared.Text text) {
        json.putObject(field).put("en", text.en()).put("fr", text.fr());
        return json;
    }
}
