package org.maint.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;

class ProbeReaderTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "HTTP | {} | /url",
                "HTTP | [] | ``",
                "HTTP | {'url': 7} | /url",
                "HTTP | {'url': 'ftp://a.test/'} | /url",
                "HTTP | {'url': 'http://a:b@a.test/'} | /url",
                "HTTP | {'url': '/x'} | /url",
                "HTTP | {'url': 'http://a.test/?k=${secret:K}'} | /url",
                "HTTP | {'url': 'http://a.test/', 'contain': 'x'} | /contain",
                "HTTP | {'url': 'http://a.test/', 'a/b~': 'x'} | /a~1b~0",
                "HTTP | {'url': 'http://a.test/', 'status': [200, 99]} | /status/1",
                "HTTP | {'url': 'http://a.test/', 'status': 'ok'} | /status",
                "HTTP | {'url': 'http://a.test/', 'method': 'BREW'} | /method",
                "HTTP | {'url': 'http://a.test/', 'method': 'GET', 'body': 'x'} | /method",
                "HTTP | {'url': 'http://a.test/', 'body': 'x', 'form': {'a': 'b'}} | /body",
                "HTTP | {'url': 'http://a.test/', 'headers': {'Host': 'x'}} | /headers",
                "HTTP | {'url': 'http://a.test/', 'headers': {'A b': 'x'}} | /headers",
                "HTTP | {'url': 'http://a.test/', 'headers': {'A': 'x\\ny'}} | /headers",
                "HTTP | {'url': 'http://a.test/', 'headers': {'A': 1}} | /headers/A",
                "HTTP | {'url': 'http://a.test/', 'matches': '('} | /matches",
                "HTTP | {'url': 'http://a.test/', 'jsonPath': '$['} | /jsonPath",
                "HTTP | {'url': 'http://a.test/', 'jsonPath': '$[?(@.a =~ /(a+)+/)]'} | /jsonPath",
                "HTTP | {'url': 'http://a.test/', 'equals': 1} | /jsonPath",
                "HTTP | {'url': 'http://a.test/', 'jsonPath': '$.a', 'min': 2, 'max': 1} | /max",
                "HTTP | {'url': 'http://a.test/', 'maxSeconds': 0} | /maxSeconds",
                "HTTP | {'url': 'http://a.test/', 'maxBytes': 1000000000} | /maxBytes",
                "HTTP | {'url': 'http://a.test/', 'followRedirects': 'yes'} | /followRedirects",
                "HTTP | {'url': 'http://a.test/', 'contains': null} | /contains",
                "PAGE | {'url': 'http://a.test/', 'mustHave': ['p >']} | /mustHave",
                "PAGE | {'url': 'http://a.test/', 'mustHave': ['p:matches((a+)+)']} | /mustHave",
                "PAGE | {'url': 'http://a.test/', 'noText': 'error'} | /noText",
                "JOURNEY | {'steps': []} | /steps",
                "JOURNEY | {'steps': [{'name': 'a', 'url': '/x'}]} | /steps/0/url",
                "JOURNEY | {'steps': [{'name': 'a', 'url': 'http://${x}.test/'}]} | /steps/0/url",
                "JOURNEY | {'steps': [{'name': 'a', 'url': 'http://a.test/${x}'}]} | /steps/0/url",
                "JOURNEY | {'steps': [{'name': 'a', 'url': 'http://a.test/', 'form': {'a': '${x}'}}]} | /steps/0/form",
                "JOURNEY | {'steps': [{'name': 'a', 'url': 'http://a.test/', 'capture': {'x': {}}}]} | /steps/0/capture/x/css",
                "JOURNEY | {'steps': [{'name': 'a', 'url': 'http://a.test/', 'capture': {'x': {'regex': 'a'}}}]} | /steps/0/capture/x/regex",
                "JOURNEY | {'steps': [{'name': 'a', 'url': 'http://a.test/', 'capture': {'x': {'css': 'a', 'no': 1}}}]} | /steps/0/capture/x/no",
                "JOURNEY | {'steps': [{'name': 'a', 'url': 'http://a.test/'}, {'name': 'a', 'url': '/x'}]} | /steps/1/name",
                "TLS | {'host': 'a.test', 'trust': 'none'} | /trust",
                "TLS | {'host': 'https://a.test'} | /host",
                "TLS | {'host': 'a.test', 'minDays': -1} | /minDays",
                "TCP | {'host': 'a.test'} | /port",
                "TCP | {'host': 'a.test', 'port': 70000} | /port",
                "TCP | {'host': 'a.test', 'port': 80.5} | /port",
                "DNS | {'name': 'a.test', 'type': 'MX'} | /type",
                "DNS | {'name': 'a.test', 'addresses': ['b.test']} | /addresses",
                "DNS | {'name': 'a.test', 'addresses': ['1.2.3.4.5']} | /addresses",
                "SCRAPE | {'url': 'http://a.test/'} | /metrics",
                "SCRAPE | {'url': 'http://a.test/', 'metrics': [{'name': 'a b'}]} | /metrics/0/name",
                "SCRAPE | {'url': 'http://a.test/', 'metrics': [{'name': 'a'}, {'name': 'a'}]} | /metrics",
                "SCRAPE | {'url': 'http://a.test/', 'metrics': [{'name': 'a', 'pick': 'avg'}]} | /metrics/0/pick",
                "SQL_COUNT | {'dataSource': 'a', 'query': 'select 1'} | /max",
                "SQL_COUNT | {'dataSource': 'a', 'query': 'delete from a', 'max': 1} | /query",
                "BACKUP_FOLDER | {'directory': 'x'} | /directory",
                "BACKUP_FOLDER | {'directory': '/x', 'glob': '../*'} | /glob",
                "BACKUP_FOLDER | {'directory': '/x', 'glob': '*a*b*c*d*e*f'} | /glob",
                "BACKUP_FOLDER | {'directory': '/x', 'glob': '[a'} | /glob",
                "BACKUP_FOLDER | {'directory': '/x', 'maxAgeHours': 0} | /maxAgeHours",
                "ADVISORY_FEED | {'url': 'http://a.test/'} | /matches",
                "ADVISORY_FEED | {'url': 'http://a.test/', 'matches': 'x', 'days': 0} | /days",
            })
    void what_is_wrong_is_named_with_its_place(ProbeKind kind, String config, String pointer) {
        assertThatThrownBy(() -> Site.spec(kind, config)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.faults()).extracting(Refusal.Fault::pointer).contains(pointer == null ? "" : pointer);
            for (Locale locale : new Locale[] {Locale.CANADA_FRENCH, Locale.ENGLISH}) {
                refusal.faults().forEach(fault -> assertThat(Messages.words(fault.message(), locale))
                        .isNotBlank()
                        .doesNotContain("{0}"));
            }
        });
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
        assertThatThrownBy(() -> Site.spec(ProbeKind.HTTP, "{'method': 1, 'status': 1, 'x': 1}"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.faults())
                        .extracting(Refusal.Fault::pointer)
                        .contains("/url", "/method", "/status", "/x"));
    }

    @ParameterizedTest
    @EnumSource(ProbeKind.class)
    void every_kind_has_a_shortest_configuration(ProbeKind kind) {
        ProbeSpec spec = Site.spec(
                kind,
                switch (kind) {
                    case HTTP, PAGE -> "{'url': 'https://a.test'}";
                    case JOURNEY -> "{'steps': [{'name': 'a', 'url': 'https://a.test/'}]}";
                    case TLS -> "{'host': 'a.test'}";
                    case TCP -> "{'host': '::1', 'port': 5432}";
                    case DNS -> "{'name': 'a.test'}";
                    case SCRAPE -> "{'url': 'https://a.test/metrics', 'metrics': [{'name': 'up'}]}";
                    case SQL_COUNT -> "{'dataSource': 'a', 'query': 'select count(*) from b', 'max': 0}";
                    case BACKUP_FOLDER -> "{'directory': '/var/backups'}";
                    case ADVISORY_FEED -> "{'url': 'https://a.test/feed', 'matches': 'kafka'}";
                });
        assertThat(spec.kind()).isEqualTo(kind);
        assertThat(spec.secrets()).isEmpty();
        assertThat(Look.asked(spec)).isNotBlank();
        assertThat(Look.of(spec)).isNotNull();
    }

    @Test
    void what_is_not_said_has_its_usual_value() {
        ProbeSpec.BackupFolder folder =
                (ProbeSpec.BackupFolder) Site.spec(ProbeKind.BACKUP_FOLDER, "{'directory': '/var/backups'}");
        assertThat(folder.maxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(folder.minBytes()).isEqualTo(1);
        ProbeSpec.Tls tls = (ProbeSpec.Tls) Site.spec(ProbeKind.TLS, "{'host': 'a.test'}");
        assertThat(tls).isEqualTo(new ProbeSpec.Tls("a.test", 443, "a.test", 14, true, false));
    }

    @Test
    void the_secrets_that_are_needed_are_known() {
        ProbeSpec spec = Site.spec(
                ProbeKind.HTTP,
                "{'url': 'https://a.test/', 'headers': {'A': 'x ${secret:ONE}'}, 'form': {'b': '${secret:TWO}${secret:ONE}'}}");
        assertThat(spec.secrets()).containsExactly("ONE", "TWO");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from a",
                "SELECT count(*)\nFROM a WHERE b = 'x; -- delete' AND c = \"it''s\"",
                " select (select max(x) from b) - count(*) from `a-b` where t > now() - interval 1 hour",
                "select count(*) from updates where deleted = 0"
            })
    void one_select_is_taken(String query) {
        assertThat(SingleSelect.is(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "selected",
                "delete from a",
                "select 1; delete from a",
                "select 1;",
                "select 1 -- x",
                "select 1 /* x */",
                "select 1 /*! into outfile 'x' */",
                "select 1 # x",
                "select 1 into outfile 'x'",
                "select 1 from a for update",
                "select 1 from a lock in share mode",
                "select sleep(10)",
                "select benchmark(1, 1)",
                "select load_file('x')",
                "select @a := 1",
                "select 'a",
                "select 'a\\' ; delete from b -- '",
                "with a as (select 1) delete from b",
                "select pg_sleep(1)",
                "select nextval('a')",
                "call x()",
                "select 1 from a procedure analyse()"
            })
    void anything_else_is_not(String query) {
        assertThat(SingleSelect.is(query)).isFalse();
    }
}
