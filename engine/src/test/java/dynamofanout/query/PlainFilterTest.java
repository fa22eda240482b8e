package dynamofanout.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.input.BadInput;
import dynamofanout.table.Filter;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainFilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "status = OPEN                | #f0 = :f0                             | {#f0=status} | {:f0={\"S\":\"OPEN\"}}",
                "status=OPEN                  | #f0 = :f0                             | {#f0=status} | {:f0={\"S\":\"OPEN\"}}",
                "status = 'in process'        | #f0 = :f0                             | {#f0=status} | {:f0={\"S\":\"in process\"}}",
                "status = \"say \\\"17\\\"\"  | #f0 = :f0                             | {#f0=status} | {:f0={\"S\":\"say \\\"17\\\"\"}}",
                "zip = 1010                   | (#f0 = :f0 OR #f0 = :f1)              | {#f0=zip}    | {:f0={\"N\":\"1010\"}, :f1={\"S\":\"1010\"}}",
                "zip = 01010                  | #f0 = :f0                             | {#f0=zip}    | {:f0={\"S\":\"01010\"}}",
                "zip != 1                     | (#f0 <> :f0 AND #f0 <> :f1)           | {#f0=zip}    | {:f0={\"N\":\"1\"}, :f1={\"S\":\"1\"}}",
                "total >= 17.50               | #f0 >= :f0                            | {#f0=total}  | {:f0={\"N\":\"17.50\"}}",
                "total between 10 20          | #f0 BETWEEN :f0 AND :f1               | {#f0=total}  | {:f0={\"N\":\"10\"}, :f1={\"N\":\"20\"}}",
                "day between 2026-01 and 2026-02 | #f0 BETWEEN :f0 AND :f1            | {#f0=day}    | {:f0={\"S\":\"2026-01\"}, :f1={\"S\":\"2026-02\"}}",
                "isPaid = true                | #f0 = :f0                             | {#f0=isPaid} | {:f0={\"BOOL\":true}}",
                "gone = null                  | #f0 = :f0                             | {#f0=gone}   | {:f0={\"NULL\":true}}",
                "name begins_with 17          | begins_with(#f0, :f0)                 | {#f0=name}   | {:f0={\"S\":\"17\"}}",
                "tags contains new            | contains(#f0, :f0)                    | {#f0=tags}   | {:f0={\"S\":\"new\"}}",
                "exists paidAt                | attribute_exists(#f0)                 | {#f0=paidAt} | {}",
                "not exists a.b[0].c          | attribute_not_exists(#f0.#f1[0].#f2)  | {#f0=a, #f1=b, #f2=c} | {}",
                "a = x AND b between 1 and 2 and exists c | #f0 = :f0 AND #f1 BETWEEN :f1 AND :f2 AND attribute_exists(#f2) | {#f0=a, #f1=b, #f2=c} | {:f0={\"S\":\"x\"}, :f1={\"N\":\"1\"}, :f2={\"N\":\"2\"}}",
            })
    void reads_what_people_write(String text, String expression, String names, String values) {
        Filter filter = PlainFilter.parse(text);

        assertThat(filter.expression()).isEqualTo(expression);
        assertThat(new TreeMap<>(filter.names())).hasToString(names);
        assertThat(new TreeMap<>(filter.values())).hasToString(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status =",
                "= OPEN",
                "status is OPEN",
                "a = b c",
                "a = b and",
                "not a",
                "a = \"b",
                "a = 'b"
            })
    void refuses_what_is_no_filter(String text) {
        BadInput refused = catchThrowableOfType(BadInput.class, () -> PlainFilter.parse(text));

        assertThat(refused.sentence())
                .isEqualTo(
                        "filter must be such as status = OPEN, total between 10 20, name begins_with A, tags contains"
                                + " new, exists deletedAt or not exists deletedAt, several joined by and, or an object with an"
                                + " expression, got: \"" + text + "\"");
    }
}
