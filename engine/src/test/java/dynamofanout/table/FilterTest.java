// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FilterTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void writes_the_members_of_a_request() throws JsonProcessingException {
        Filter filter = read(
                """
                {"expression": "#s = :s AND size(\\"x\\") > :n", "names": {"#s": "a\\"b"}, "values": {":s": "open", ":n": 1}}
                """);

        String members = filter.members();

        assertThat(members).endsWith(",");
        assertThat(JSON.readTree("{" + members + "\"end\":1}"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"FilterExpression": "#s = :s AND size(\\"x\\") > :n", "ExpressionAttributeNames": {"#s": "a\\"b"},
                                 "ExpressionAttributeValues": {":s": {"S": "open"}, ":n": {"N": "1"}}, "end": 1}
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "customerId = :v, true",
                "#k > :v, true",
                "attribute_exists(status) AND (customerId=:v), true",
                "order.customerId = :v, false",
                "customerIds = :v, false",
                "#o = :v, false"
            })
    void knows_whether_it_asks_for_a_key_attribute(String expression, boolean asks) {
        var key = new KeySchema(List.of(new KeyAttribute("customerId", "S")), List.of());
        Map<String, String> names = expression.contains("#k")
                ? Map.of("#k", "customerId")
                : expression.contains("#o") ? Map.of("#o", "other") : Map.of();

        var filter =
                new Filter(expression, names, expression.contains(":v") ? Map.of(":v", "{\"S\":\"x\"}") : Map.of());

        assertThat(filter.asksForKey(key)).isEqualTo(asks);
    }

    @Test
    void without_placeholders_only_the_expression_is_sent() {
        assertThat(read("{\"expression\": \"attribute_exists(email)\"}").members())
                .isEqualTo("\"FilterExpression\":\"attribute_exists(email)\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"open\"                                    | {\"S\":\"open\"}",
                "\"\"                                        | {\"S\":\"\"}",
                "true                                        | {\"BOOL\":true}",
                "null                                        | {\"NULL\":true}",
                "7                                           | {\"N\":\"7\"}",
                "12345678901234567890123456789012345678      | {\"N\":\"12345678901234567890123456789012345678\"}",
                "-1.2345678901234567890123456789012345678    | {\"N\":\"-1.2345678901234567890123456789012345678\"}",
                "1E125                                       | {\"N\":\"1E+125\"}",
                "[1, \"a\", [null]]  | {\"L\":[{\"N\":\"1\"},{\"S\":\"a\"},{\"L\":[{\"NULL\":true}]}]}",
                "{\"S\": \"open\"}                           | {\"S\":\"open\"}",
                "{\"N\": \"1.00\"}                           | {\"N\":\"1.00\"}",
                "{\"SS\": [\"a\", \"b\"]}                    | {\"SS\":[\"a\",\"b\"]}",
                "{\"B\": \"AAE=\"}                           | {\"B\":\"AAE=\"}",
                "{}                                          | {\"M\":{}}",
                "{\"s\": 1}                                  | {\"M\":{\"s\":{\"N\":\"1\"}}}",
                "{\"S\": \"x\", \"N\": 1}                    | {\"M\":{\"S\":{\"S\":\"x\"},\"N\":{\"N\":\"1\"}}}",
                "[{\"S\": \"x\"}]                            | {\"L\":[{\"S\":\"x\"}]}",
            })
    void values_are_plain_json_or_dynamodb_json(String written, String sent) {
        Filter filter = read("{\"expression\": \"a = :v\", \"values\": {\":v\": " + written + "}}");

        assertThat(filter.values()).containsExactly(Map.entry(":v", sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Q': 'libs'} | plain JSON or DynamoDB JSON of one of the types S, N, B, BOOL, NULL, L, M, SS, NS, BS (a map whose only name is Q is {'M': {'Q': …}}), got: {'Q':'libs'}",
                "[{'BOL': true}] | plain JSON or DynamoDB JSON of one of the types S, N, B, BOOL, NULL, L, M, SS, NS, BS (a map whose only name is BOL is {'M': {'BOL': …}}), got: [{'BOL':true}]",
                "{'N': 17} | DynamoDB JSON such as {'N': '17'}, got: {'N':17}",
                "{'N': 'seven'} | DynamoDB JSON such as {'N': '17'}, got: {'N':'seven'}",
                "{'S': 5} | DynamoDB JSON such as {'S': 'text'}, got: {'S':5}",
                "{'B': 'xyz'} | DynamoDB JSON such as {'B': 'AQID'} (base64), got: {'B':'xyz'}",
                "{'SS': []} | DynamoDB JSON such as {'SS': ['text']}, got: {'SS':[]}",
                "{'L': ['a']} | DynamoDB JSON such as {'L': [{'S': 'text'}]}, got: {'L':['a']}",
                "{'M': {'a': {'Q': 1}}} | DynamoDB JSON such as {'M': {'name': {'S': 'text'}}}, got: {'M':{'a':{'Q':1}}}",
                "{'NULL': false} | DynamoDB JSON such as {'NULL': true}, got: {'NULL':false}",
            })
    void refuses_what_only_looks_like_dynamodb_json(String written, String rule) {
        refused(
                "{\"expression\": \"a = :v\", \"values\": {\":v\": " + written.replace('\'', '"') + "}}",
                "values.:v",
                "values.:v must be " + rule.replace('\'', '"'));
    }

    @Test
    void is_the_same_after_being_stored() {
        Filter filter = read(
                """
                {"expression": "#a = :a OR b IN (:b, :c)", "names": {"#a": "status"},
                 "values": {":a": {"S": "x", "N": "y"}, ":b": 0.10, ":c": {"NS": ["1", "2.0"]}}}
                """);
        ObjectNode stored = JSON.createObjectNode();

        filter.writeTo(stored);

        assertThat(read(stored.toString())).isEqualTo(filter);
    }

    @Test
    void a_filter_without_placeholders_is_stored_without_them() {
        ObjectNode stored = JSON.createObjectNode();

        new Filter("attribute_exists(a)", Map.of(), Map.of()).writeTo(stored);

        assertThat(stored).hasToString("{\"expression\":\"attribute_exists(a)\"}");
    }

    @Test
    void a_value_that_is_missing() {
        refused(
                "{\"expression\": \"a = :a AND b = :ab\", \"values\": {\":ab\": 1}}",
                "filter.values",
                "filter.values must say what :a in the filter's expression stands for");
    }

    @Test
    void a_name_that_is_missing() {
        refused(
                "{\"expression\": \"#a.#b_2 = a\", \"names\": {\"#a\": \"x\"}}",
                "filter.names",
                "filter.names must say what #b_2 in the filter's expression stands for");
    }

    @Test
    void a_value_that_is_not_used() {
        refused(
                "{\"expression\": \"a = :a\", \"values\": {\":a\": 1, \":b\": 2}}",
                "filter.values",
                "filter.values must only have placeholders of the expression, got: :b");
    }

    @Test
    void a_name_that_is_not_used() {
        refused(
                "{\"expression\": \"a = :a\", \"names\": {\"a\": \"x\"}, \"values\": {\":a\": 1}}",
                "filter.names",
                "filter.names must only have placeholders of the expression, got: a");
    }

    @ParameterizedTest
    @CsvSource({"#fanoutKey0, names", ":fanoutKey1, values", ":fanoutKeys, values"})
    void a_placeholder_that_key_look_ups_use(String placeholder, String field) {
        refused(
                "{\"expression\": \"a = " + placeholder + "\", \"" + field + "\": {\"" + placeholder + "\": \"x\"}}",
                "filter.expression",
                "filter.expression must have no placeholder that begins with fanoutKey, got: " + placeholder);
    }

    @Test
    void an_expression_that_is_blank() {
        assertThatThrownBy(() -> new Filter(" ", Map.of(), Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessage("filter.expression must be an expression, got: nothing");
    }

    @Test
    void a_field_that_is_unknown() {
        assertThatThrownBy(() -> read("{\"expression\": \"a = b\", \"value\": {}}"))
                .isInstanceOf(BadInput.class);
    }

    private static void refused(String filter, String field, String message) {
        assertThatThrownBy(() -> read(filter))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.field()).hasValue(field))
                .hasMessage(message);
    }

    private static Filter read(String json) {
        return Filter.read(InputObject.parse("the filter", json));
    }
}
