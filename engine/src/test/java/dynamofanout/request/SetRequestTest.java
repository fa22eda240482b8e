// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SetRequestTest {
    private static final List<String> LISTED = List.of("App-A", "App-B", "App-tmp-C", "Orders", "prod-X");

    @Test
    void a_pattern_is_a_set_and_written_and_read_again_it_is_the_same() {
        SetRequest request = read("'App-*'", "", ",'mode':'changed','maxCost':2.5,'tablesAtOnce':7,'skipRefused':true");

        assertThat(request.tablesAtOnce()).isEqualTo(7);
        assertThat(request.skipRefused()).isTrue();
        assertThat(request.each().mode()).isEqualTo(Mode.CHANGED);
        assertThat(request.each().limits().maxCost()).contains(new BigDecimal("2.5"));
        assertThat(Request.read(InputObject.of("again", request.json()))).isEqualTo(request);
    }

    @Test
    void a_list_is_a_set_even_of_one() {
        SetRequest request = read("['Orders']", "", "");

        assertThat(request.tables().needsListing()).isFalse();
        assertThat(request.tables().among(List.of())).containsExactly(new TableSelection.Pair("Orders", "Orders"));
        assertThat(Request.read(InputObject.of("again", request.json()))).isEqualTo(request);
    }

    @Test
    void tables_come_in_the_order_written_and_each_once() {
        SetRequest request = read("['Orders','App-*','App-B','Missing']", "", ",'except':['*-tmp-*']");

        assertThat(request.tables().among(LISTED))
                .extracting(TableSelection.Pair::source)
                .containsExactly("Orders", "App-A", "App-B", "Missing");
    }

    @Test
    void the_target_s_star_takes_what_the_source_s_star_matched() {
        SetRequest request = read("'prod-*'", ",'table':'dev-*-copy'", "");

        assertThat(request.tables().among(LISTED)).containsExactly(new TableSelection.Pair("prod-X", "dev-X-copy"));
    }

    @Test
    void the_request_of_one_table_has_its_own_limits_and_all_else() {
        SetRequest request = read("'App-*'", "", ",'mode':'mirror','maxDeletes':3,'maxCost':2,'verify':true");
        var limits = new Limits(Optional.of(BigDecimal.ONE), 10, Optional.of(3));

        CopyRequest copy = request.of("App-A", "App-A", Ceilings.NONE, limits);

        assertThat(copy.source()).isEqualTo(new TableRequest("production", "App-A"));
        assertThat(copy.limits()).isEqualTo(limits);
        assertThat(copy.checks().verify()).isTrue();
        assertThat(copy.mode()).isEqualTo(Mode.MIRROR);
    }

    @Test
    void refuses_what_is_no_set_with_a_sentence() {
        refused(
                "'App-*'",
                ",'table':'Orders'",
                "",
                "target.table must be left out for a set of tables, or be a pattern with one *, got: \"Orders\"");
        refused(
                "['Orders','App-*']",
                ",'table':'dev-*'",
                "",
                "source.table must be patterns with one * where target.table is a pattern (dev-*), got: \"Orders\"");
        refused(
                "'App-*'",
                "",
                ",'segments':3",
                "segments must be left out for a set of tables: it fits one table only, so copy that one by itself");
        refused(
                "[]",
                "",
                "",
                "source.table must be a name, a pattern with * or a list of at least one of them, got: []");
        refused(
                "'a b*'",
                "",
                "",
                "source.table must be a name or a pattern of letters, digits, \"_\", \"-\", \".\" and \"*\", got: \"a b*\"");
        refused(
                "'Orders'",
                "",
                ",'skipRefused':true",
                "source.table must be a pattern with * or a list where except, tablesAtOnce or skipRefused is given, got: \"Orders\"");
        refused(
                "'App-*'",
                "",
                ",'mode':'compare','verify':true",
                "verify is for modes that write: compare is the comparison itself");
        refused(
                "'App-*'",
                "",
                ",'maxdeletes':3",
                "unknown field \"maxdeletes\" in the request; did you mean \"maxDeletes\"?");
    }

    @Test
    void refuses_patterns_that_match_nothing_and_two_tables_in_one() {
        assertThatThrownBy(() -> read("'Nope-*'", "", "").tables().among(LISTED))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("source.table must match a table, got: \"Nope-*\"");
        assertThatThrownBy(() -> read("'App-*'", "", ",'except':['*']").tables().among(LISTED))
                .hasMessageContaining("except must leave at least one table");
        assertThatThrownBy(() ->
                        read("['a-*','b-*']", ",'table':'c-*'", "").tables().among(List.of("a-X", "b-X")))
                .hasMessageContaining("a-X and b-X would both be copied into c-X");
        assertThat(read("'App-*'", "", ",'except':['Nope-*']").tables().idleExceptions(LISTED))
                .containsExactly("Nope-*");
    }

    private static void refused(String table, String target, String more, String sentence) {
        assertThatThrownBy(() -> read(table, target, more))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    private static SetRequest read(String table, String target, String more) {
        String json = "{'source':{'environment':'production','table':" + table
                + "},'target':{'environment':'development'" + target + "}" + more + "}";
        return (SetRequest) Request.read(InputObject.parse("the request", json.replace('\'', '"')));
    }
}
