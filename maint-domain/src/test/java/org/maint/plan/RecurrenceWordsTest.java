package org.maint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            FREQ=DAILY                                          | every day | chaque jour
            FREQ=DAILY;INTERVAL=3                               | every 3 days | tous les 3 jours
            FREQ=WEEKLY;BYDAY=MO                                | every week, on Monday | chaque semaine, le lundi
            FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU               | every 2 weeks, on Monday, Wednesday and Sunday | toutes les 2 semaines, le lundi, mercredi et dimanche
            FREQ=MONTHLY;BYDAY=1MO                              | every month, on the first Monday | chaque mois, le premier lundi
            FREQ=MONTHLY;BYDAY=-1FR                             | every month, on the last Friday | chaque mois, le dernier vendredi
            FREQ=MONTHLY;BYMONTHDAY=15                          | every month, on day 15 | chaque mois, le 15
            FREQ=MONTHLY;BYMONTHDAY=-1                          | every month, on the last day | chaque mois, le dernier jour
            FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1MO              | every year, in January, April, July and October, on the first Monday | chaque année, en janvier, avril, juillet et octobre, le premier lundi
            FREQ=YEARLY;BYMONTH=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1 | every year, in January, on the first weekday (Monday to Friday) | chaque année, en janvier, le premier jour de semaine (lundi au vendredi)
            FREQ=YEARLY;BYWEEKNO=20                             | by a rule of its own | selon une règle particulière
            """)
    void a_rule_in_words(String rule, String english, String french) {
        assertThat(RecurrenceWords.of(rule, Locale.ENGLISH)).isEqualTo(english);
        assertThat(RecurrenceWords.of(rule, Locale.FRENCH)).isEqualTo(french);
    }
}
