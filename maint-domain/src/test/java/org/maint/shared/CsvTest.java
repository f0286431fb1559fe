package org.maint.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Comma-separated values that a spreadsheet shows and never runs. */
class CsvTest {
    @Test
    void what_a_spreadsheet_would_run_is_text() {
        assertThat(Csv.row("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "a=b", 7, null))
                .isEqualTo("'=1+1,'+1,'-1,'@SUM(A1),'\tx,a=b,7,\r\n");
        assertThat(Csv.row("\r=1")).isEqualTo("\"'\r=1\"\r\n");
    }

    @Test
    void commas_quotes_and_line_breaks_are_kept() {
        assertThat(Csv.row("a,b", "say \"no\"", "two\nlines", "é"))
                .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",é\r\n");
        assertThat(Csv.row("=HYPERLINK(\"x\",\"y\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    }
}
