// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.run.SampleRuns;
import dynamofanout.table.Filter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestTest {
    private static final String TABLES =
            "\"source\":{\"environment\":\"production\",\"table\":\"Orders\"},\"target\":{\"environment\":\"development\"}";

    @Test
    void a_copy_needs_nothing_but_its_tables() {
        Request request = read("{" + TABLES + "}");

        assertThat(request).isEqualTo(SampleRuns.request());
    }

    @Test
    void reads_every_field_of_a_copy() {
        Request request = read(
                """
                {"source": {"environment": "production", "table": "Orders"},
                 "target": {"environment": "development", "table": "OrdersCopy"},
                 "mode": "overwrite",
                 "filter": {"expression": "#t > :n", "names": {"#t": "total"},
                            "values": {":n": 12345678901234567890123456789012345678}},
                 "consistentRead": true, "segments": 10000, "workers": 1000,
                 "ceilings": {"sourceReads": 100, "targetReads": 0.5, "targetWrites": 2.5e3},
                 "maxCost": 0.01, "maxRefused": 0, "dryRun": true}
                """);

        assertThat(request)
                .isEqualTo(new CopyRequest(
                        new TableRequest("production", "Orders"),
                        new TableRequest("development", "OrdersCopy"),
                        Mode.OVERWRITE,
                        Optional.of(new Filter(
                                "#t > :n",
                                Map.of("#t", "total"),
                                Map.of(":n", "{\"N\":\"12345678901234567890123456789012345678\"}"))),
                        true,
                        Optional.of(10_000),
                        Optional.of(1_000),
                        new Ceilings(
                                Optional.of(new BigDecimal("100")),
                                Optional.of(new BigDecimal("0.5")),
                                Optional.of(new BigDecimal("2500"))),
                        new Limits(Optional.of(new BigDecimal("0.01")), 0),
                        true,
                        false));
    }

    @Test
    void reads_selected_keys_as_they_are_written() {
        String select = "{\"index\":\"ByCustomer\",\"keys\":[{\"partitionKey\":{\"customerId\":\"C-17\"},"
                + "\"sortKey\":{\"total\":{\"between\":[1.50,2]}}},{\"partitionKey\":{\"customerId\":{\"S\":\"C-18\"}}}]}";

        var request = (CopyRequest) read("{" + TABLES + ",\"select\":" + select + "}");

        assertThat(request.select().orElseThrow().index()).contains("ByCustomer");
        assertThat(request.select().orElseThrow().keys()).hasSize(2);
        assertThat(read(request.json().toString())).isEqualTo(request);
    }

    @Test
    void reads_every_field_of_resume_and_replay() {
        var ceilings = new Ceilings(Optional.of(new BigDecimal("5")), Optional.empty(), Optional.empty());

        assertThat(read("{\"resume\":\"r\",\"ceilings\":{\"sourceReads\":5},\"maxCost\":2.5,\"maxRefused\":3,"
                        + "\"maxDeletes\":4}"))
                .isEqualTo(new ResumeRequest(
                        new RunId("r"), ceilings, Optional.of(new BigDecimal("2.5")), Optional.of(3), Optional.of(4)));
        assertThat(read("{\"replay\":\"r\",\"ceilings\":{\"sourceReads\":5},\"maxCost\":2.5}"))
                .isEqualTo(new ReplayRequest(
                        new RunId("r"), ceilings, new Limits(Optional.of(new BigDecimal("2.5")), 10_000)));
        assertThat(read("{\"resume\":\"r\"}"))
                .isEqualTo(new ResumeRequest(
                        new RunId("r"), Ceilings.NONE, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void the_target_table_has_the_source_s_name_without_its_arn() {
        var request = (CopyRequest)
                read(
                        """
                {"source": {"environment": "p", "table": "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders"},
                 "target": {"environment": "d"}}
                """);

        assertThat(request.target().table()).isEqualTo("Orders");
    }

    @Test
    void what_is_left_out_may_also_be_null() {
        assertThat(read("{" + TABLES
                        + ",\"mode\":null,\"filter\":null,\"segments\":null,\"ceilings\":null,\"dryRun\":null}"))
                .isEqualTo(SampleRuns.request());
    }

    @Test
    void later_versions_switches_may_be_off() {
        assertThat(read("{" + TABLES + ",\"verify\":false,\"skipExpired\":false,\"allowConcurrent\":false}"))
                .isEqualTo(SampleRuns.request());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1", "100e-2"})
    void a_whole_number_is_whole_however_it_is_written(String one) {
        var request = (CopyRequest) read("{" + TABLES + ",\"segments\":" + one + "}");

        assertThat(request.segments()).contains(1);
    }

    @Test
    void a_request_written_and_read_again_is_the_same() {
        for (Request request : new Request[] {
            SampleRuns.request(),
            SampleRuns.fullRequest(),
            read("{\"resume\":\"r\",\"ceilings\":{\"targetReads\":1.50},\"maxCost\":100,\"maxRefused\":0}"),
            read("{\"replay\":\"r\",\"ceilings\":{\"targetWrites\":1E+3},\"maxCost\":1e-7,\"maxRefused\":1000000000}")
        }) {
            assertThat(read(request.json().toString())).isEqualTo(request);
        }
    }

    @Test
    void sums_that_differ_in_their_spelling_only_are_equal() {
        assertThat(new Limits(Optional.of(new BigDecimal("2.50")), 1))
                .isEqualTo(new Limits(Optional.of(new BigDecimal("25e-1")), 1));
        assertThat(new Limits(Optional.of(new BigDecimal("1E+2")), 1).json().toString())
                .isEqualTo("{\"maxCost\":100,\"maxRefused\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "sorce | {} | unknown field \"sorce\" in the request; did you mean \"source\"?",
                "dryrun | true | unknown field \"dryrun\" in the request; did you mean \"dryRun\"?",
                "ceiling | {} | unknown field \"ceiling\" in the request; did you mean \"ceilings\"?",
                "mode | \"overwirte\" | mode must be one of overwrite, missing, changed, mirror, compare, got: \"overwirte\"; did you mean \"overwrite\"?",
                "mode | \"OVERWRITE\" | mode must be one of overwrite, missing, changed, mirror, compare, got: \"OVERWRITE\"; did you mean \"overwrite\"?",
                "mode | 1 | mode must be one of overwrite, missing, changed, mirror, compare, got: 1",
                "select | {\"keys\":[]} | select.keys must be a list of 1 to 100,000 keys, got: 0 of them",
                "select | {\"keys\":{}} | select.keys must be a list of keys such as {\"partitionKey\": {\"customerId\": \"C-17\"}}, got: {}",
                "select | {\"keys\":[17]} | select.keys must be a list of objects such as {\"partitionKey\": {\"customerId\": \"C-17\"}}, got: [17]",
                "select | {\"indx\":\"A\",\"keys\":[]} | unknown field \"select.indx\" in the request; did you mean \"index\"?",
                "segments | 0 | segments must be a whole number from 1 to 10000, got: 0",
                "segments | 10001 | segments must be a whole number from 1 to 10000, got: 10001",
                "segments | 1.5 | segments must be a whole number from 1 to 10000, got: 1.5",
                "segments | \"4\" | segments must be a whole number from 1 to 10000, got: \"4\"",
                "segments | 99999999999 | segments must be a whole number from 1 to 10000, got: 99999999999",
                "workers | 1001 | workers must be a whole number from 1 to 1000, got: 1001",
                "workers | -1 | workers must be a whole number from 1 to 1000, got: -1",
                "consistentRead | \"yes\" | consistentRead must be true or false, got: \"yes\"",
                "dryRun | 1 | dryRun must be true or false, got: 1",
                "maxCost | 0 | maxCost must be a number above 0, got: 0",
                "maxCost | -2.5 | maxCost must be a number above 0, got: -2.5",
                "maxCost | \"5\" | maxCost must be a number above 0, got: \"5\"",
                "maxCost | 1e400 | maxCost must be a number above 0, got: 1E+400",
                "maxCost | 1e-999999999 | maxCost must be a number above 0, got: 1E-999999999",
                "maxRefused | -1 | maxRefused must be a whole number from 0 to 1000000000, got: -1",
                "ceilings | 100 | ceilings must be an object, got: 100",
                "ceilings | {\"reads\":1} | unknown field \"ceilings.reads\" in the request; allowed: sourceReads, targetReads, targetWrites",
                "ceilings | {\"targetWrite\":1} | unknown field \"ceilings.targetWrite\" in the request; did you mean \"targetWrites\"?",
                "ceilings | {\"sourceReads\":0} | ceilings.sourceReads must be a number above 0, got: 0",
                "ceilings | {\"targetWrites\":\"none\"} | ceilings.targetWrites must be a number above 0, got: \"none\"",
                "filter | \"a == b\" | filter must have one of the operators =, <>, !=, <, <=, >, >=, between, in, begins_with, contains after \"a\", got: \"==\"",
                "filter | 7 | filter must be an object, got: 7",
                "filter | {} | field \"filter.expression\" is missing in the request",
                "filter | {\"expression\":\"a = :b\"} | filter.values must say what :b in the filter's expression stands for",
                "filter | {\"expression\":\"#a = b\"} | filter.names must say what #a in the filter's expression stands for",
                "filter | {\"expression\":\"a = b\",\"names\":{\"#a\":\"x\"}} | filter.names must only have placeholders of the expression, got: #a",
                "filter | {\"expression\":\"a = b\",\"value\":{}} | unknown field \"filter.value\" in the request; did you mean \"values\"?",
                "maxDeletes | 1 | maxDeletes is for mode mirror: no other mode deletes anything",
                "backup | \"allways\" | backup must be one of auto, always, never, got: \"allways\"; did you mean \"always\"?",
                "backup | true | backup must be one of auto, always, never, got: true",
                "verify | 1 | verify must be true or false, got: 1",
                "skipExpired | \"yes\" | skipExpired must be true or false, got: \"yes\"",
                "allowConcurrent | \"yes\" | allowConcurrent must be true or false, got: \"yes\""
            })
    void whatever_is_wrong_with_a_copy_is_one_sentence(String field, String value, String sentence) {
        assertThatThrownBy(() -> read("{" + TABLES + ",\"" + field + "\":" + value + "}"))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "compare"})
    void a_mode_that_replaces_nothing_is_not_promised_a_backup(String mode) {
        assertThatThrownBy(() -> read("{" + TABLES + ",\"mode\":\"" + mode + "\",\"backup\":\"always\"}"))
                .isInstanceOf(BadInput.class)
                .hasMessage("backup must be auto or never in mode " + mode
                        + ", which overwrites and deletes nothing, got: always");
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "never"})
    void what_is_asked_of_a_backup_comes_back(String backup) {
        Request request = read("{" + TABLES + ",\"backup\":\"" + backup + "\"}");

        assertThat(((CopyRequest) request).checks().backup().word()).isEqualTo(backup);
        assertThat(read(request.json().toString())).isEqualTo(request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | field \"source\" is missing in the request",
                "{\"source\":{}} | field \"target\" is missing in the request",
                "{\"source\":\"p\",\"target\":{}} | source must be an object, got: \"p\"",
                "{\"source\":{},\"target\":{}} | field \"source.environment\" is missing in the request",
                "{\"source\":{\"environment\":\"p\"},\"target\":{}} | field \"source.table\" is missing in the request",
                "{\"source\":{\"environment\":\"p\",\"table\":\" \"},\"target\":{}} | source.table must be a string that is not empty, got: \" \"",
                "{\"source\":{\"environment\":\"p\",\"table\":\"T\"},\"target\":{}} | field \"target.environment\" is missing in the request",
                "{\"source\":{\"environment\":\"p\",\"table\":\"T\",\"Region\":1},\"target\":{\"environment\":\"d\"}} | unknown field \"source.Region\" in the request; allowed: environment, table",
                "{\"source\":{\"environment\":\"p\",\"table\":\"T\"},\"target\":{\"environment\":\"d\",\"tabel\":1}} | unknown field \"target.tabel\" in the request; allowed: environment, table",
                "{\"resume\":\"a b\"} | run id must be 1 to 76 of 0-9A-Za-z-_, got: a b",
                "{\"resume\":5} | resume must be a string that is not empty, got: 5",
                "{\"resume\":\"r\",\"segments\":1} | unknown field \"segments\" in the request; allowed: resume, ceilings, maxCost, maxRefused, maxDeletes",
                "{\"resume\":\"r\",\"replay\":\"r\"} | unknown field \"replay\" in the request; allowed: resume, ceilings, maxCost, maxRefused, maxDeletes",
                "{\"replay\":\"r\",\"mode\":\"overwrite\"} | unknown field \"mode\" in the request; allowed: resume, replay, ceilings, maxCost, maxRefused",
                "[] | the request must be a JSON object, got: []",
                "{\"source\":1,\"source\":2} | the request must be JSON, got an error in line 1, column 21: Duplicate field 'source'"
            })
    void whatever_is_wrong_with_the_whole_is_one_sentence(String json, String sentence) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(BadInput.class).hasMessage(sentence);
    }

    private static Request read(String json) {
        return Request.read(InputObject.parse("the request", json));
    }
}
