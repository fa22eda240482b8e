// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A BatchWriteItem request of which only the first half is sent on. The rest is returned as unprocessed, as the service
 * does. It is parsed and written again, so its bytes differ from the request's and only the values are the same.
 *
 * @param handedBack the second half of the batch
 */
record HalfBatch(HttpExecuteRequest request, String table, ArrayNode handedBack) {
    private static final JsonMapper JSON = new JsonMapper();

    static HalfBatch of(HttpExecuteRequest whole) throws IOException {
        ObjectNode body = body(whole);
        ObjectNode tables = (ObjectNode) body.path("RequestItems");
        String table = tables.fieldNames().next();
        ArrayNode all = (ArrayNode) tables.path(table);
        ArrayNode first = JSON.createArrayNode();
        ArrayNode second = JSON.createArrayNode();
        for (int i = 0; i < all.size(); i++) {
            (i <= all.size() / 2 ? first : second).add(all.get(i));
        }
        tables.set(table, first);
        byte[] bytes = JSON.writeValueAsBytes(body);
        SdkHttpRequest request = whole.httpRequest().toBuilder()
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .build();
        return new HalfBatch(
                HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(() -> new ByteArrayInputStream(bytes))
                        .build(),
                table,
                second);
    }

    /** What a batch asks for, as the service names it when it hands all of it back. */
    static String requestItems(HttpExecuteRequest whole) throws IOException {
        return body(whole).path("RequestItems").toString();
    }

    private static ObjectNode body(HttpExecuteRequest whole) throws IOException {
        try (var stream = whole.contentStreamProvider().orElseThrow().newStream()) {
            return (ObjectNode) JSON.readTree(stream);
        }
    }

    /** The service's answer to the first half, with the second as unprocessed; an error stays as it is. */
    String answer(byte[] answerToFirst) throws IOException {
        JsonNode answer = JSON.readTree(answerToFirst);
        if (answer.has("UnprocessedItems") && !handedBack.isEmpty()) {
            ((ObjectNode) answer.path("UnprocessedItems")).set(table, handedBack);
        }
        return answer.toString();
    }
}
