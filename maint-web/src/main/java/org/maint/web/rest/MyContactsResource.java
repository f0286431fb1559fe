package org.maint.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maint.notification.Contact;
import org.maint.notification.Contacts;
import org.maint.notification.Medium;
import org.maint.notification.Notifications;
import org.maint.shared.Canonical;
import org.maint.shared.Message;
import org.maint.shared.Refusal;

/**
 * Where whoever calls is reached. In no transaction of its own: a wrong code is refused and counts nevertheless, which an
 * outer transaction would take back.
 */
@Path("/me/contacts")
@RequestScoped
@Produces("application/json")
public class MyContactsResource {
    private final Contacts contacts;
    private final Notifications notifications;
    private final Me me;

    @Inject
    public MyContactsResource(Contacts contacts, Notifications notifications, Me me) {
        this.contacts = contacts;
        this.notifications = notifications;
        this.me = me;
    }

    /** For CDI's proxy. */
    @SuppressWarnings("NullAway")
    protected MyContactsResource() {
        this(null, null, null);
    }

    /** Those too that are still to be verified. */
    @GET
    public JsonNode list() {
        ArrayNode json = Canonical.mapper().createArrayNode();
        contacts.mine(me.actor()).forEach(contact -> json(json.addObject(), contact));
        return json;
    }

    /** {@code {medium, address}}; a code goes there. */
    @POST
    @Consumes("application/json")
    public Response add(@Nullable JsonNode body) {
        Fields fields = new Fields(body, "medium", "address");
        Contact contact = contacts.add(me.actor(), fields.oneOf("medium", Medium.class), fields.text("address"));
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, contact);
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    /** {@code {code}}; after five wrong ones another one has to be sent. */
    @POST
    @Path("/{id}/verify")
    @Consumes("application/json")
    public JsonNode verify(@PathParam("id") String id, @Nullable JsonNode body) {
        Fields fields = new Fields(body, "code");
        ObjectNode json = Canonical.mapper().createObjectNode();
        json(json, contacts.verify(me.actor(), uuid(id), fields.textOrNumber("code")));
        return json;
    }

    /** Another code, half a minute after the one before at the earliest. */
    @POST
    @Path("/{id}/code")
    public void sendCode(@PathParam("id") String id) {
        contacts.sendCode(me.actor(), uuid(id));
    }

    /** Sends a test; answers the notification's id. */
    @POST
    @Path("/{id}/test")
    public JsonNode test(@PathParam("id") String id) {
        return Canonical.mapper()
                .createObjectNode()
                .put("notification", notifications.test(me.actor(), uuid(id)).toString());
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") String id) {
        contacts.remove(me.actor(), uuid(id));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(Message.of("not-found.contact"));
        }
    }

    private static void json(ObjectNode json, Contact contact) {
        json.put("id", contact.id().toString());
        json.put("medium", contact.medium().name());
        json.put("address", contact.address());
        json.put("verified", contact.usable());
    }
}
