// SPDX-License-Identifier: Apache-2.0
package dynamofanout.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import dynamofanout.table.Throughput;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyConditionReaderTest {
    private static final TableDescription ORDERS = table(
            "Orders",
            key(1, "orderId:S", "number:N"),
            index("ByCustomer", key(1, "customerId:S", "orderDate:S")),
            index("ByPlace", key(2, "country:S", "zip:N", "street:S", "house:N", "raw:B")),
            index("ByHash", key(1, "hash:B")));

    @Test
    void reads_equality_on_every_attribute_typed_by_the_schema() {
        KeyCondition condition = read("{'partitionKey': {'orderId': 'O-1'}, 'sortKey': {'number': '17.0'}}", "");

        assertThat(condition.expression().text()).isEqualTo("#fanoutKey0 = :fanoutKey0 AND #fanoutKey1 = :fanoutKey1");
        assertThat(condition.keyJson()).isEqualTo("{\"orderId\":{\"S\":\"O-1\"},\"number\":{\"N\":\"17\"}}");
        assertThat(condition.isWholeKey(ORDERS.key())).isTrue();
    }

    @Test
    void spells_a_condition_the_same_however_it_came() {
        KeyCondition plain = read("{'partitionKey': {'orderId': 'O-1'}, 'sortKey': {'number': 170}}", "");
        KeyCondition text = read("{'partitionKey': {'orderId': 'O-1', 'number': '1.7E+2'}}", "");
        KeyCondition typed =
                read("{'partitionKey': {'orderId': {'S': 'O-1'}}, 'sortKey': {'number': {'=': {'N': '170.0'}}}}", "");

        assertThat(text).isEqualTo(plain).isEqualTo(typed);
        assertThat(text.json()).isEqualTo(plain.json());
        assertThat(KeyCondition.parse(plain.json())).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'<': 'b'}              | #fanoutKey1 < :fanoutKey1",
                "{'<=': 'b'}             | #fanoutKey1 <= :fanoutKey1",
                "{'>': 'b'}              | #fanoutKey1 > :fanoutKey1",
                "{'>=': 'b'}             | #fanoutKey1 >= :fanoutKey1",
                "{'between': ['a', 'b']} | #fanoutKey1 BETWEEN :fanoutKey1 AND :fanoutKey2",
                "{'begins_with': 'b'}    | begins_with(#fanoutKey1, :fanoutKey1)",
            })
    void reads_every_operator(String condition, String expression) {
        KeyCondition read = read(
                "{'partitionKey': {'customerId': 'C-17'}, 'sortKey': {'orderDate': " + condition + "}}", "ByCustomer");

        assertThat(read.expression().text()).isEqualTo("#fanoutKey0 = :fanoutKey0 AND " + expression);
        assertThat(KeyCondition.parse(read.json())).isEqualTo(read);
    }

    @Test
    void reads_keys_of_several_attributes_from_left_to_right() {
        KeyCondition read = read(
                "{'partitionKey': {'zip': 1010, 'country': 'AT'}, 'sortKey': {'street': 'Graben', 'house': {'>': 3}}}",
                "ByPlace");

        assertThat(read.json())
                .isEqualTo("{\"partitionKey\":{\"country\":{\"S\":\"AT\"},\"zip\":{\"N\":\"1010\"}},"
                        + "\"sortKey\":{\"street\":{\"S\":\"Graben\"}},"
                        + "\"range\":{\"attribute\":\"house\",\"after\":{\"N\":\"3\"}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "           | {'customerId': 'C-17'} | {} | customerId is no key of Orders; index ByCustomer has it (keys of Orders: orderId (S), number (N))",
                "           | {'orderld': 'O-1'} | {} | orderld is no key of Orders (keys of Orders: orderId (S), number (N)); did you mean \"orderId\"?",
                "           | {'total': 1} | {} | total is no key of Orders (keys of Orders: orderId (S), number (N))",
                "ByCustomer | {'customerId': 'C-17', 'orderId': 'O-1'} | {} | orderId is no key of index ByCustomer of Orders; the table itself has it (keys of index ByCustomer of Orders: customerId (S), orderDate (S))",
                "           | {} | {} | partitionKey must have orderId (S), a partition key of Orders, by equality",
                "           | {'orderId': 17} | {} | partitionKey.orderId must be a string, such as \"C-17\", got: 17",
                "           | {'orderId': 'O-1'} | {'number': 'x'} | sortKey.number must be a number of at most 38 digits, such as 17 or \"17\", got: \"x\"",
                "           | {'orderId': 'O-1'} | {'number': 123456789012345678901234567890123456789} | sortKey.number must be a number of at most 38 digits, such as 17 or \"17\", got: 123456789012345678901234567890123456789",
                "           | {'orderId': 'O-1'} | {'number': {'begins_with': 1}} | sortKey.number must be asked for by another operator than begins_with, since it is a number, got: {\"begins_with\":1}",
                "           | {'orderId': 'O-1'} | {'number': {'between': [3, 1]}} | sortKey.number must be between a value and one that is not less, got: {\"between\":[3,1]}",
                "           | {'orderId': 'O-1'} | {'number': {'between': 3}} | sortKey.number must be between two values: {\"between\": [from, to]}, got: {\"between\":3}",
                "           | {'orderId': 'O-1'} | {'number': {'like': 3}} | sortKey.number must be a value or an object with one of =, <, <=, >, >=, between, begins_with, got: {\"like\":3}",
                "           | {'orderId': 'O-1'} | {'number': {'Q': 3}} | sortKey.number must be a value or an object with one of =, <, <=, >, >=, between, begins_with, got: {\"Q\":3}",
                "           | {'orderId': 'O-1'} | {'number': {'=>': 3}} | sortKey.number must be a value or an object with one of =, <, <=, >, >=, between, begins_with, got: {\"=>\":3}",
                "           | {'orderId': 'O-1'} | {'orderId': 'O-1'} | orderId is the partition key of Orders: it belongs into partitionKey, by equality",
                "           | {'orderId': 'O-1', 'number': 1} | {'number': 1} | number must have one condition, got two",
                "ByHash     | {'hash': 'not base64'} | {} | partitionKey.hash must be binary as base64 with its padding, such as \"AQID\" or \"AQ==\", got: \"not base64\"",
                "ByHash     | {'hash': 'xyz'} | {} | partitionKey.hash must be binary as base64 with its padding, such as \"AQID\" or \"AQ==\", got: \"xyz\"",
                "ByHash     | {'hash': 'AQ'} | {} | partitionKey.hash must be binary as base64 with its padding, such as \"AQID\" or \"AQ==\", got: \"AQ\"",
                "ByHash     | {'hash': 'AR=='} | {} | partitionKey.hash must be binary as base64 with its padding, such as \"AQID\" or \"AQ==\", got: \"AR==\"",
                "ByHash     | {'hash': {'B': 'xyz'}} | {} | partitionKey.hash must be binary as base64 with its padding, such as \"AQID\" or \"AQ==\", got: {\"B\":\"xyz\"}",
                "ByPlace    | {'country': 'AT'} | {} | partitionKey must have zip (N), a partition key of index ByPlace of Orders, by equality",
                "ByPlace    | {'country': 'AT', 'zip': 1} | {'house': 3} | a condition on house needs one on street too: sort attributes of index ByPlace of Orders are asked for from left to right",
                "ByPlace    | {'country': 'AT', 'zip': 1} | {'street': {'>': 'a'}, 'house': 3} | only the last sort attribute may have another condition than equality, got house after one that has",
            })
    void refuses_what_fits_no_key(String index, String partition, String sort, String sentence) {
        BadInput refused = catchThrowableOfType(
                BadInput.class,
                () -> read("{'partitionKey': " + partition + ", 'sortKey': " + sort + "}", index == null ? "" : index));

        assertThat(refused.sentence()).isEqualTo(sentence);
    }

    @Test
    void names_the_indexes_that_there_are() {
        BadInput refused = catchThrowableOfType(BadInput.class, () -> KeyOwner.of(ORDERS, Optional.of("ByCustmer")));

        assertThat(refused.sentence())
                .isEqualTo("index must be one of Orders (it has ByCustomer, ByPlace, ByHash), got: \"ByCustmer\";"
                        + " did you mean \"ByCustomer\"?");
    }

    private static KeyCondition read(String json, String index) {
        KeyOwner owner = KeyOwner.of(ORDERS, Optional.of(index).filter(name -> !name.isEmpty()));
        return new KeyConditionReader(owner).read(InputObject.parse("the request", json.replace('\'', '"')));
    }

    private static TableDescription table(String name, KeySchema key, IndexDescription... indexes) {
        return new TableDescription(
                name,
                "arn",
                "id",
                Instant.EPOCH,
                "ACTIVE",
                key,
                List.of(indexes),
                new Throughput(true, 0, 0, 0),
                0,
                0,
                false,
                List.of(),
                "STANDARD",
                Optional.empty());
    }

    private static IndexDescription index(String name, KeySchema key) {
        return new IndexDescription(name, true, key, "ALL", 0, 0, 0);
    }

    /** The first so many attributes, written {@code name:TYPE}, are of the partition key. */
    private static KeySchema key(int partition, String... attributes) {
        List<KeyAttribute> all = Arrays.stream(attributes)
                .map(text -> new KeyAttribute(text.split(":", -1)[0], text.split(":", -1)[1]))
                .toList();
        return new KeySchema(all.subList(0, partition), all.subList(partition, all.size()));
    }
}
