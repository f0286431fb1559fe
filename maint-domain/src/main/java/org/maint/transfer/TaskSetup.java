package org.maint.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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

/** Tasks that are not finished, by title and due date, unless that is over. What they followed from stays where it was. */
record TaskSetup(Tasks tasks, People people, Supplier<LocalDate> today) implements Setup {
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
    public String key(JsonNode one) {
        return key(one.path("title").asText(), due(one));
    }

    private static String key(String title, @Nullable LocalDate due) {
        return title + " " + due;
    }

    /** A day that is over is none any more: nothing can be made due then. */
    private @Nullable LocalDate due(JsonNode one) {
        LocalDate due = Setups.date(one, "due");
        return due == null || due.isBefore(today.get()) ? null : due;
    }

    @Override
    public Set<String> there(Actor actor) {
        Set<String> there = new HashSet<>();
        Page<Task> portion = tasks.list(actor, TaskQuery.unfinished(), 0, PORTION);
        for (int page = 1; !portion.items().isEmpty(); page++) {
            for (Task task : portion.items()) {
                LocalDate due = task.due();
                there.add(key(task.title().fr(), due == null || due.isBefore(today.get()) ? null : due));
            }
            portion = tasks.list(actor, TaskQuery.unfinished(), page, PORTION);
        }
        return there;
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
                        due(one)),
                null,
                null);
    }

    private @Nullable PersonId owner(JsonNode one) {
        String login = Setups.text(one, "owner");
        return login == null ? null : Setups.person(people, login, "/owner");
    }
}
