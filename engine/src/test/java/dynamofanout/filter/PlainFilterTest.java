// SPDX-License-Identifier: Apache-2.0
package dynamofanout.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.input.BadInput;
import dynamofanout.table.Filter;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "zip = 1010                   | #f0 = :f0 OR #f0 = :f1                | {#f0=zip}    | {:f0={\"N\":\"1010\"}, :f1={\"S\":\"1010\"}}",
                "zip = 01010                  | #f0 = :f0                             | {#f0=zip}    | {:f0={\"S\":\"01010\"}}",
                "zip != 1                     | #f0 <> :f0 AND #f0 <> :f1             | {#f0=zip}    | {:f0={\"N\":\"1\"}, :f1={\"S\":\"1\"}}",
                "zip <> '1'                   | #f0 <> :f0                            | {#f0=zip}    | {:f0={\"S\":\"1\"}}",
                "total >= 17.50               | #f0 >= :f0                            | {#f0=total}  | {:f0={\"N\":\"17.50\"}}",
                "total between 10 20          | #f0 BETWEEN :f0 AND :f1               | {#f0=total}  | {:f0={\"N\":\"10\"}, :f1={\"N\":\"20\"}}",
                "day BETWEEN 2026-01 And 2026-02 | #f0 BETWEEN :f0 AND :f1            | {#f0=day}    | {:f0={\"S\":\"2026-01\"}, :f1={\"S\":\"2026-02\"}}",
                "floor between 1 and 2a       | #f0 BETWEEN :f0 AND :f1               | {#f0=floor}  | {:f0={\"S\":\"1\"}, :f1={\"S\":\"2a\"}}",
                "isPaid = true                | #f0 = :f0                             | {#f0=isPaid} | {:f0={\"BOOL\":true}}",
                "gone = null                  | #f0 = :f0                             | {#f0=gone}   | {:f0={\"NULL\":true}}",
                "name begins_with 17          | begins_with(#f0, :f0)                 | {#f0=name}   | {:f0={\"S\":\"17\"}}",
                "name Not Begins_With 'A'     | NOT begins_with(#f0, :f0)             | {#f0=name}   | {:f0={\"S\":\"A\"}}",
                "begins_with(name, A)         | begins_with(#f0, :f0)                 | {#f0=name}   | {:f0={\"S\":\"A\"}}",
                "tags contains new            | contains(#f0, :f0)                    | {#f0=tags}   | {:f0={\"S\":\"new\"}}",
                "CONTAINS( tags , 7 )         | contains(#f0, :f0) OR contains(#f0, :f1) | {#f0=tags} | {:f0={\"N\":\"7\"}, :f1={\"S\":\"7\"}}",
                "exists paidAt                | attribute_exists(#f0)                 | {#f0=paidAt} | {}",
                "not exists a.b[0].c          | NOT attribute_exists(#f0.#f1[0].#f2)  | {#f0=a, #f1=b, #f2=c} | {}",
                "attribute_exists(paidAt)     | attribute_exists(#f0)                 | {#f0=paidAt} | {}",
                "Attribute_Not_Exists(paidAt) | attribute_not_exists(#f0)             | {#f0=paidAt} | {}",
                "attribute_type(tags, ss)     | attribute_type(#f0, :f0)              | {#f0=tags}   | {:f0={\"S\":\"SS\"}}",
                "size(tags) > 1               | size(#f0) > :f0                       | {#f0=tags}   | {:f0={\"N\":\"1\"}}",
                "size(a) between 1 and 2      | size(#f0) BETWEEN :f0 AND :f1         | {#f0=a}      | {:f0={\"N\":\"1\"}, :f1={\"N\":\"2\"}}",
                "size(a) = size(b.c)          | size(#f0) = size(#f1.#f2)             | {#f0=a, #f1=b, #f2=c} | {}",
                "paid < `due`                 | #f0 < #f1                             | {#f0=paid, #f1=due} | {}",
                "status in (OPEN, 'IN WORK')  | #f0 IN (:f0, :f1)                     | {#f0=status} | {:f0={\"S\":\"OPEN\"}, :f1={\"S\":\"IN WORK\"}}",
                "status not in (7)            | NOT #f0 IN (:f0, :f1)                 | {#f0=status} | {:f0={\"N\":\"7\"}, :f1={\"S\":\"7\"}}",
                "`first name` = x             | #f0 = :f0                             | {#f0=first name} | {:f0={\"S\":\"x\"}}",
                "\"it's\".`a.b`[2] = x        | #f0.#f1[2] = :f0                      | {#f0=it's, #f1=a.b} | {:f0={\"S\":\"x\"}}",
                "order-date = x               | #f0 = :f0                             | {#f0=order-date} | {:f0={\"S\":\"x\"}}",
                "größe = ü                    | #f0 = :f0                             | {#f0=größe}  | {:f0={\"S\":\"ü\"}}",
                "size = 'x'                   | #f0 = :f0                             | {#f0=size}   | {:f0={\"S\":\"x\"}}",
                "exists = true                | #f0 = :f0                             | {#f0=exists} | {:f0={\"BOOL\":true}}",
                "n = 1234567890123456789012345678901234567890 | #f0 = :f0             | {#f0=n}      | {:f0={\"S\":\"1234567890123456789012345678901234567890\"}}",
                "n = 1e300                    | #f0 = :f0                             | {#f0=n}      | {:f0={\"S\":\"1e300\"}}",
                "a = x AND b between 1 and 2 and exists c | #f0 = :f0 AND #f1 BETWEEN :f1 AND :f2 AND attribute_exists(#f2) | {#f0=a, #f1=b, #f2=c} | {:f0={\"S\":\"x\"}, :f1={\"N\":\"1\"}, :f2={\"N\":\"2\"}}",
                "a = x or b = y and c = z     | #f0 = :f0 OR #f1 = :f1 AND #f2 = :f2  | {#f0=a, #f1=b, #f2=c} | {:f0={\"S\":\"x\"}, :f1={\"S\":\"y\"}, :f2={\"S\":\"z\"}}",
                "(a = x or b = y) and c = z   | (#f0 = :f0 OR #f1 = :f1) AND #f2 = :f2 | {#f0=a, #f1=b, #f2=c} | {:f0={\"S\":\"x\"}, :f1={\"S\":\"y\"}, :f2={\"S\":\"z\"}}",
                "not (a = x and not(b = y))   | NOT (#f0 = :f0 AND NOT #f1 = :f1)     | {#f0=a, #f1=b} | {:f0={\"S\":\"x\"}, :f1={\"S\":\"y\"}}",
                "((a = 1)) and b = x          | (#f0 = :f0 OR #f0 = :f1) AND #f1 = :f2 | {#f0=a, #f1=b} | {:f0={\"N\":\"1\"}, :f1={\"S\":\"1\"}, :f2={\"S\":\"x\"}}",
                "not not a = x                | NOT (NOT #f0 = :f0)                   | {#f0=a}      | {:f0={\"S\":\"x\"}}",
            })
    void reads_what_people_write(String text, String expression, String names, String values) {
        Filter filter = PlainFilter.parse("filter", text);

        assertThat(filter.expression()).isEqualTo(expression);
        assertThat(new TreeMap<>(filter.names())).hasToString(names);
        assertThat(new TreeMap<>(filter.values())).hasToString(values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "status | filter must have one of the operators =, <>, !=, <, <=, >, >=, between, in, begins_with, contains after \"status\", got: nothing",
                "id == a | filter must have one of the operators =, <>, !=, <, <=, >, >=, between, in, begins_with, contains after \"id\", got: \"==\"",
                "sk => s | filter must have one of the operators =, <>, !=, <, <=, >, >=, between, in, begins_with, contains after \"sk\", got: \"=>\"",
                "n =< 5 | filter must have one of the operators =, <>, !=, <, <=, >, >=, between, in, begins_with, contains after \"n\", got: \"=<\"",
                "name like A% | filter must have one of the operators =, <>, !=, <, <=, >, >=, between, in, begins_with, contains after \"name\", got: \"like\"",
                "a not like b | filter must have one of the operators between, in, begins_with, contains after \"a not\", got: \"like\"",
                "size(tags) contains 1 | filter must have one of the operators =, <>, !=, <, <=, >, >=, between after \"size(tags)\", got: \"contains\"",
                "size(tags) > many | filter must have a number after \"size(tags) >\", got: \"many\"",
                "lower(name) = a | filter must begin with an attribute or one of the functions attribute_exists, attribute_not_exists, attribute_type, begins_with, contains, size, got: \"lower\"",
                "a = 1 and atribute_exists(b) | filter must have an attribute or one of the functions attribute_exists, attribute_not_exists, attribute_type, begins_with, contains, size after \"a = 1 and\", got: \"atribute_exists\"; did you mean \"attribute_exists\"?",
                "attribute_type(a, X) | filter must have one of the types S, N, B, BOOL, NULL, L, M, SS, NS, BS after \"attribute_type(a,\", got: \"X\"",
                "status = | filter must have a value after \"status =\", got: nothing (a value with blanks or signs stands in quotes)",
                "status = and | filter must have a value after \"status =\", got: \"and\" (a value with blanks or signs stands in quotes)",
                "status = :open | filter must have a value after \"status =\", got: \":open\" (a value with blanks or signs stands in quotes)",
                "a = b c | filter must have \"and\", \"or\" or its end after \"a = b\", got: \"c\" (a value with blanks or signs stands in quotes)",
                "a = \"b | filter must have a value after \"a =\", got: \"\"b\" (a value with blanks or signs stands in quotes)",
                "(a = b | filter must have \"and\", \"or\" or \")\" after \"(a = b\", got: nothing (a value with blanks or signs stands in quotes)",
                "a = b) | filter must have \"and\", \"or\" or its end after \"a = b\", got: \")\" (a value with blanks or signs stands in quotes)",
                "a in b | filter must have \"(\" after \"a in\", got: \"b\" (a value with blanks or signs stands in quotes)",
                "a in (b c) | filter must have \",\" or \")\" after \"a in (b\", got: \"c\" (a value with blanks or signs stands in quotes)",
                "a = lower(b) | filter must have a value after \"a =\", got: \"lower\" (lower is no function that gives a value: only size is)",
                "a = b && c = d | filter must have \"and\", \"or\" or its end after \"a = b\", got: \"&&\" (a value with blanks or signs stands in quotes)",
                "#s = x | filter must begin with the name of an attribute, got: \"#s\" (a name of other signs than letters, digits, _ and - stands in backquotes: `first name`; a placeholder belongs into an expression with names and values)",
                "a:b = x | filter must begin with the name of an attribute, got: \"a:b\" (a name of other signs than letters, digits, _ and - stands in backquotes: `first name`; a placeholder belongs into an expression with names and values)",
                "a = b and | filter must have the name of an attribute after \"a = b and\", got: nothing (a name of other signs than letters, digits, _ and - stands in backquotes: `first name`; a placeholder belongs into an expression with names and values)",
            })
    void says_what_must_come_where(String text, String sentence) {
        BadInput refused = catchThrowableOfType(BadInput.class, () -> PlainFilter.parse("filter", text));

        assertThat(refused.sentence()).isEqualTo(sentence);
        assertThat(refused.field()).contains("filter");
    }

    @Test
    void splits_long_lists_of_values() {
        String values = IntStream.range(0, 150).mapToObj(i -> "v" + i).collect(Collectors.joining(","));

        Filter filter = PlainFilter.parse("filter", "a in (" + values + ")");

        assertThat(filter.expression()).containsOnlyOnce(" OR #f0 IN (:f100, ").endsWith(", :f149)");
    }

    @Test
    void refuses_to_go_as_deep_as_the_stack_could_not() {
        String deep = "(".repeat(100_000) + "a = b" + ")".repeat(100_000);

        BadInput refused = catchThrowableOfType(BadInput.class, () -> PlainFilter.parse("filter", deep));

        assertThat(refused.sentence()).startsWith("filter must have at most 50 conditions within one another after");
    }
}
