// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswersTest {
    @Nested
    class Of_a_batch_write {
        @Test
        void everything_was_taken() {
            WriteAnswer answer = WriteAnswer.parse(Slice.of(
                    "{\"UnprocessedItems\":{},\"ConsumedCapacity\":[{\"TableName\":\"T\",\"CapacityUnits\":25.0}]}"));

            assertThat(answer.unprocessed()).isEmpty();
            assertThat(answer.units()).isEqualTo(25);
        }

        @Test
        void an_answer_that_does_not_say_what_is_unprocessed_proves_nothing() {
            refused(
                    () -> WriteAnswer.parse(Slice.of("{}")),
                    "the answer does not say which items are unprocessed at byte 0");
        }

        @Test
        void a_delete_is_handed_back_that_nobody_sent() {
            refused(
                    () -> WriteAnswer.parse(Slice.of(
                            "{\"UnprocessedItems\":{\"T\":[{\"DeleteRequest\":{\"Key\":{\"Item\":{\"S\":\"a\"}}}}]}}")),
                    "an unprocessed write is no put at byte 0");
        }

        @Test
        void unknown_members_beside_an_unprocessed_item_do_no_harm() {
            WriteAnswer answer = WriteAnswer.parse(Slice.of("{\"UnprocessedItems\":{\"T\":[{\"Why\":[\"hot\"],"
                    + "\"PutRequest\":{\"Since\":1,\"Item\":{\"id\":{\"S\":\"a\"}}}}]}}"));

            assertThat(answer.unprocessed()).extracting(Slice::text).containsExactly("{\"id\":{\"S\":\"a\"}}");
        }
    }

    @Nested
    class Of_a_batch_get {
        @Test
        void nothing_was_found() {
            GetAnswer answer = GetAnswer.parse(Slice.of("{\"Responses\":{\"T\":[]},\"UnprocessedKeys\":{}}"));

            assertThat(answer.items()).isEmpty();
            assertThat(answer.unprocessedKeys()).isEmpty();
        }

        @Test
        void an_answer_without_responses_does_not_say_that_nothing_is_there() {
            refused(
                    () -> GetAnswer.parse(Slice.of("{\"UnprocessedKeys\":{}}")),
                    "the answer has no Responses at byte 0");
        }
    }

    @Nested
    class Of_units {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "null                                                        | 0",
                    "{}                                                          | 0",
                    "[]                                                          | 0",
                    "{\"CapacityUnits\":128.5}                                   | 128.5",
                    "{\"CapacityUnits\":1E3}                                     | 1000",
                    "{\"Table\":{\"CapacityUnits\":9},\"CapacityUnits\":2}       | 2",
                    "[ {\"CapacityUnits\":1.5} , {\"CapacityUnits\" : 2.5} ]     | 4",
                    "[{\"TableName\":\"T\"}]                                     | 0",
                })
        void are_summed_over_tables(String consumed, double units) {
            assertThat(Units.of(Slice.of(consumed))).isEqualTo(units);
        }

        @Test
        void that_are_no_number() {
            refused(() -> Units.of(Slice.of("{\"CapacityUnits\":\"1\"}")), "expected a number at byte 17");
        }
    }

    @Nested
    class Of_json_that_is_none {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '\'',
                value = {
                    "{\"UnprocessedItems\":{}              | expected \" at byte 22",
                    "{\"UnprocessedItems\":{},}            | expected \" at byte 23",
                    "{\"UnprocessedItems\" {}}             | expected : at byte 20",
                    "{UnprocessedItems:{}}                 | expected \" at byte 1",
                    "{\"UnprocessedItems\":{\"T\":[}}      | expected { at byte 26",
                    "{\"Other\":,\"UnprocessedItems\":{}}  | a value is missing at byte 9",
                    "{\"Other\":[[]                        | an object or array does not end at byte 12",
                    "{\"Other\":\"\\                       | a string does not end at byte 10",
                    "{\"Other\":                           | a value is missing at byte 9",
                })
        void says_what_was_expected_where(String answer, String message) {
            refused(() -> WriteAnswer.parse(Slice.of(answer)), message);
        }
    }

    private static void refused(Runnable parse, String message) {
        assertThatThrownBy(parse::run).isInstanceOf(MalformedJson.class).hasMessage(message);
    }
}
