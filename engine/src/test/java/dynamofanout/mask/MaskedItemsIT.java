// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB takes what every rule makes of every type, and answers with the same. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskedItemsIT {
    private static final LoopbackDynamoDb DYNAMODB = LoopbackDynamoDb.start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @BeforeAll
    static void creates_a_table() {
        try (DynamoDbClient sdk = DYNAMODB.client("test")) {
            sdk.createTable(request -> request.tableName("Orders")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build()));
        }
    }

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'token': 't', 'prefix': '\\u0000\\\"'} | {'S':'Ada \\\" \\\\ 😀'}",
                "{'token': 't'} | {'N':'17'}",
                "{'token': 't'} | {'N':'-1.5E-130'}",
                "{'token': 't'} | {'N':'9.9999999999999999999999999999999999999E+125'}",
                "{'token': 't'} | {'B':'AAEC'}",
                "{'token': 't'} | {'SS':['a','b','']}",
                "{'token': 't'} | {'NS':['1','2.5','-3']}",
                "{'token': 't'} | {'BS':['AAE=','AAEC']}",
                "{'email': 'e'} | {'SS':['a@example.com','b@example.com']}",
                "{'shape': 's'} | {'S':'漢字 é ß Ж ٣ ½ ǅ ʰ \\u001f'}",
                "{'shape': 's'} | {'N':'12345678901234567890123456789012345678'}",
                "{'shape': 's'} | {'N':'1E+125'}",
                "{'shape': 's'} | {'N':'-0.00000000000000000000000000000000000001'}",
                "{'shape': 's'} | {'N':'1E-130'}",
                "{'shape': 's'} | {'NS':['100','2000.5','0']}",
                "{'name': 'full'} | {'S':'Ada'}",
                "{'words': 'x\\ny', 'label': 'w'} | {'S':'Ada'}",
                "{'shiftDays': 300, 'by': 'id'} | {'N':'99999999999999.000000000000000000000001'}",
                "{'shiftDays': 300, 'by': 'id'} | {'SS':['2024-02-29','2024-02-29T10:00:00Z']}",
                "{'round': 0.001} | {'N':'123456789.123456789'}",
                "{'round': 1E+10} | {'N':'1E+47'}",
                "{'fixed': {'M': {'a': {'NS': ['1', '2']}, 'b': {'L': [{'NULL': true}]}}}} | {'BOOL':true}",
                "{'split': '#', 'parts': [{'shape': 's'}, {'token': 't'}]} | {'S':'a#b#c'}"
            })
    void a_masked_item_is_taken_and_read_back(String rule, String value) throws IOException, InterruptedException {
        Masker masker = Masks.attributes("'id': {'token': 'id'}, 'v': " + rule + ", 'm': 'keep'");
        String item = "{'id':{'S':'1'},'v':" + value + ",'m':{'M':{'x':{'L':[{'NULL':true}]}}}}";

        Masked masked = (Masked) masker.mask(Slice.of(item.replace('\'', '"')));
        call("PutItem", "{\"TableName\":\"Orders\",\"Item\":" + masked.item().text() + "}");

        JsonNode sent = JSON.readTree(masked.item().text());
        ObjectNode key = JSON.createObjectNode();
        key.set("id", sent.path("id"));
        JsonNode read = call("GetItem", "{\"TableName\":\"Orders\",\"Key\":" + key + "}");
        JsonNode before = sent.path("v");
        JsonNode after = read.path("Item").path("v");
        assertThat(read.path("Item").path("m")).isEqualTo(sent.path("m"));
        if (before.has("N")) {
            assertThat(new BigDecimal(after.path("N").asText()))
                    .isEqualByComparingTo(new BigDecimal(before.path("N").asText()));
        } else {
            assertThat(after.fieldNames().next()).isEqualTo(before.fieldNames().next());
            assertThat(after.toString()).hasSameSizeAs(before.toString());
        }
    }

    private static JsonNode call(String operation, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(DYNAMODB.endpoint())
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host,"
                                + " Signature=0")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
