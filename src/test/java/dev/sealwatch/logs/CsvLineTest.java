package dev.sealwatch.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLineTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            plain               | plain
            a, b                | "a, b"
            say "hi"            | "say ""hi""\"
            =1+1                | '=1+1

            +SUM(A1)            | '+SUM(A1)
            -2+3                | '-2+3
            @SUM(A1)            | '@SUM(A1)
            =HYPERLINK("x","y") | "'=HYPERLINK(""x"",""y"")"
            ＝1+1               | '＝1+1
            ＋1                 | '＋1
            －1                 | '－1
            ＠A1                | '＠A1
            -12.50              | -12.50
            +40721234567        | +40721234567
            -1e-7               | -1e-7
            -                   | '-
            --1                 | '--1
            a=b                 | a=b
            a;=1+1              | "a;=1+1"
            'quoted             | 'quoted
            """)
    void neutralisesWhatASpreadsheetWouldRun(String text, String cell) {
        assertThat(CsvLine.cell(text)).isEqualTo(cell);
    }

    @Test
    void neutralisesInvisibleStartsAndQuotesLines() {
        assertThat(CsvLine.cell("\t=1")).isEqualTo("\"'\t=1\"");
        assertThat(CsvLine.cell("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(CsvLine.cell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(CsvLine.cell("")).isEmpty();
        assertThat(CsvLine.cell(null)).isEmpty();
    }
}
