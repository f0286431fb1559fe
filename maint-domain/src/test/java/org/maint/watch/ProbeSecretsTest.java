package org.maint.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.people.Actor;
import org.maint.people.Role;
import org.maint.probing.ProbeKind;
import org.maint.setting.Secrets;
import org.maint.setting.SettingKey;
import org.maint.shared.Refusal;
import org.maint.shared.Text;
import org.maint.testing.World;

/** A secret goes where it was typed for, and nowhere else. */
class ProbeSecretsTest {
    private static final String KEY = "\"headers\": {\"X-Key\": \"${secret:KEY}\"}";

    private static World world;
    private static Secrets vault;

    @BeforeAll
    static void install(@TempDir Path home) {
        world = World.at("2026-11-23T08:30", home);
        vault = new Secrets(Optional.empty(), Optional.of(home.toString()));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static ProbeWish wish(ProbeKind kind, String config, Map<String, String> typed) {
        return new ProbeWish(new Text("Health", "Santé"), kind, config, typed, null, null, 60, 10, 0, true);
    }

    private static ProbeWish http(String url, Map<String, String> typed) {
        return wish(ProbeKind.HTTP, "{\"url\": \"" + url + "\", " + KEY + "}", typed);
    }

    private static void save(String key, ProbeWish wish) {
        world.act(services -> services.probes().save(world.lead(), key, wish, null));
    }

    private static void refused(String key, ProbeWish wish) {
        String before =
                world.in(services -> services.probes().get(world.lead(), key).config());
        assertThatThrownBy(() -> save(key, wish)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.faults().get(0).pointer()).isEqualTo("/secrets");
            assertThat(refusal).hasMessageContaining("KEY");
        });
        assertThatThrownBy(() -> world.act(services -> services.probes().tested(world.lead(), key, wish, null)))
                .isInstanceOf(Refusal.class);
        String after =
                world.in(services -> services.probes().get(world.lead(), key).config());
        assertThat(after).isEqualTo(before);
    }

    /** What a look is given. */
    private static Map<String, String> given(String key) {
        return world.in(services -> services.probes()
                .due(services.probes().find(key).orElseThrow())
                .orElseThrow()
                .allowance()
                .secrets());
    }

    @Test
    void a_kept_secret_goes_to_no_other_place_until_it_is_typed_again_or_forgotten() {
        save("bound", http("https://a.example.com/health", Map.of("KEY", "one")));
        save("bound", http("https://a.example.com/other/path", Map.of()));
        assertThat(given("bound")).containsExactly(Map.entry("KEY", "one"));
        refused("bound", http("https://b.example.com/health", Map.of()));
        refused("bound", http("https://a.example.com:8443/health", Map.of()));
        refused("bound", http("http://a.example.com/health", Map.of()));
        refused("bound", http("https://b.example.com/health", Map.of("OTHER", "x")));
        save("bound", http("https://b.example.com/health", Map.of("KEY", "two")));
        assertThat(given("bound")).containsExactly(Map.entry("KEY", "two"));
        refused("bound", http("https://a.example.com/health", Map.of()));
        save("bound", http("https://a.example.com/health", Map.of("KEY", "")));
        assertThat(given("bound")).isEmpty();
    }

    @Test
    void two_places_of_one_journey_do_not_get_each_others_secrets() {
        String journey =
                "{\"steps\": [{\"name\": \"a\", \"url\": \"https://a.example.com/\", \"body\": \"${secret:%s}\"},"
                        + " {\"name\": \"again\", \"url\": \"/more\", \"body\": \"${secret:%s}\"},"
                        + " {\"name\": \"b\", \"url\": \"https://b.example.com/\", \"body\": \"${secret:%s}\"}]}";
        ProbeWish first =
                wish(ProbeKind.JOURNEY, journey.formatted("KEY", "KEY", "BEE"), Map.of("KEY", "1", "BEE", "2"));
        save("journey", first);
        assertThat(given("journey")).hasSize(2);
        refused("journey", wish(ProbeKind.JOURNEY, journey.formatted("BEE", "KEY", "KEY"), Map.of("BEE", "2")));
        refused("journey", wish(ProbeKind.JOURNEY, journey.formatted("KEY", "KEY", "KEY"), Map.of()));
        String captured = "{\"steps\": [{\"name\": \"a\", \"url\": \"https://a.example.com/\","
                + " \"capture\": {\"next\": {\"jsonPath\": \"$.next\"}}},"
                + " {\"name\": \"b\", \"url\": \"${next}\", \"body\": \"${secret:KEY}\"}]}";
        refused("journey", wish(ProbeKind.JOURNEY, captured, Map.of()));
    }

    @Test
    void what_is_kept_for_the_platform_stays_with_its_host() {
        save("before-platform", http("{platform}/health", Map.of("KEY", "early")));
        platform("http://127.0.0.1:9001");
        assertThat(given("before-platform")).containsExactly(Map.entry("KEY", "early"));
        save("platform", http("{platform}/health", Map.of("KEY", "one")));
        assertThat(given("platform")).containsExactly(Map.entry("KEY", "one"));
        platform("http://127.0.0.1:9002");
        assertThat(given("platform")).containsExactly(Map.entry("KEY", "one"));
        platform("http://elsewhere.example.com");
        assertThat(given("platform")).isEmpty();
        refused("platform", http("{platform}/health", Map.of()));
        refused("platform", http("{platform}.evil.example.com/health", Map.of()));
        save("platform", http("{platform}/health", Map.of("KEY", "two")));
        assertThat(given("platform")).containsExactly(Map.entry("KEY", "two"));
    }

    private static void platform(String url) {
        world.act(services -> services.settings()
                .changePlatformUrl(
                        world.everyRole(), services.settings().current().version(SettingKey.PLATFORM_URL), url));
    }

    @Test
    void secrets_that_were_kept_before_places_were_stay_where_the_probe_is() {
        save("old", http("https://a.example.com/health", Map.of("KEY", "x")));
        world.act(services -> services.em()
                .createNativeQuery("update probe set secrets = ?1 where probe_key = 'old'")
                .setParameter(1, vault.seal("{\"KEY\":\"from before\"}"))
                .executeUpdate());
        assertThat(given("old")).containsExactly(Map.entry("KEY", "from before"));
        refused("old", http("https://b.example.com/health", Map.of()));
        save("old", http("https://a.example.com/health/deep", Map.of()));
        assertThat(given("old")).containsExactly(Map.entry("KEY", "from before"));
    }

    @Test
    void what_was_typed_for_a_test_is_held_for_the_same_person_and_probe_until_it_is_saved() {
        Actor lead = world.lead();
        Actor other = world.person("other-lead", Role.LEAD);
        String held = world.in(services -> services.probes()
                .hold(lead, "held", http("https://a.example.com/", Map.of("KEY", "typed-once")), null));
        assertThat(held).isNotNull().doesNotContain("typed-once");
        ProbeWish untyped = http("https://a.example.com/", Map.of());
        Set<String> names = world.in(services -> Set.copyOf(services.probes().heldNames(lead, "held", held)));
        assertThat(names).containsExactly("KEY");
        Map<String, String> tested = world.in(services -> services.probes()
                .tested(lead, "held", untyped, held)
                .allowance()
                .secrets());
        assertThat(tested).containsExactly(Map.entry("KEY", "typed-once"));
        Map<String, String> ofAnother = world.in(services -> services.probes()
                .tested(other, "held", untyped, held)
                .allowance()
                .secrets());
        assertThat(ofAnother).isEmpty();
        assertThatThrownBy(() -> world.act(services ->
                        services.probes().save(lead, "held", http("https://b.example.com/", Map.of()), held, null)))
                .isInstanceOf(Refusal.class);
        world.act(services -> services.probes().save(lead, "held", untyped, held, null));
        assertThat(given("held")).containsExactly(Map.entry("KEY", "typed-once"));
        // To forget it is held as well.
        String forgetting = world.in(services ->
                services.probes().hold(lead, "held", http("https://a.example.com/", Map.of("KEY", "")), null));
        world.act(services -> services.probes().save(lead, "held", untyped, forgetting, null));
        assertThat(given("held")).isEmpty();
    }

    @Test
    void a_name_that_no_placeholder_can_have_is_refused() {
        assertThatThrownBy(() -> save("named", http("https://a.example.com/", Map.of("@KEY", "x"))))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.faults().get(0).pointer()).isEqualTo("/secrets"));
    }
}
