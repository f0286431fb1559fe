package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.maint.people.Actor;
import org.maint.people.People;
import org.maint.people.Person;
import org.maint.people.PersonId;
import org.maint.shared.Page;
import org.maint.task.Priority;
import org.maint.task.Task;
import org.maint.task.TaskQuery;
import org.maint.task.TaskWish;
import org.maint.task.Tasks;

/** Tasks that are not finished, by title and due date. What they followed from stays where it was. */
record TaskSetup(Tasks tasks, People people) implements Setup {
    private static final int PORTION = 500;

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public void write(Actor actor, ArrayNode list) {
        Map<PersonId, String> logins = people.all().stream().collect(Collectors.toMap(Person::id, Person::login));
        Page<Task> portion = tasks.list(actor, TaskQuery.unfinished(), 0, PORTION);
        for (int page = 1; !portion.items().isEmpty(); page++) {
            for (Task task : portion.items()) {
                ObjectNode json = list.addObject();
                json.put("title", task.title().fr());
                json.put("description", task.description());
                json.put("priority", task.priority().name());
                json.put("owner", task.owner() == null ? null : logins.get(task.owner()));
                json.put("due", task.due() == null ? null : task.due().toString());
            }
            portion = tasks.list(actor, TaskQuery.unfinished(), page, PORTION);
        }
    }

    @Override
    public boolean there(Actor actor, JsonNode one) {
        Page<Task> portion = tasks.list(actor, TaskQuery.unfinished(), 0, PORTION);
        for (int page = 1; !portion.items().isEmpty(); page++) {
            if (portion.items().stream().anyMatch(task -> same(task, one))) {
                return true;
            }
            portion = tasks.list(actor, TaskQuery.unfinished(), page, PORTION);
        }
        return false;
    }

    private static boolean same(Task task, JsonNode one) {
        return task.title().fr().equals(one.path("title").asText())
                && Objects.equals(task.due(), RotaSetup.date(one, "due"));
    }

    @Override
    public void make(Actor actor, JsonNode one) {
        tasks.create(
                actor,
                new TaskWish(
                        Setups.text(one, "title"),
                        Setups.text(one, "description"),
                        Setups.text(one, "priority") == null
                                ? Priority.NORMAL
                                : Setups.oneOf(Priority.class, one, "priority"),
                        owner(one),
                        RotaSetup.date(one, "due")),
                null,
                null);
    }

    private @Nullable PersonId owner(JsonNode one) {
        String login = Setups.text(one, "owner");
        return login == null ? null : RotaSetup.person(people, login, "/owner");
    }
}
