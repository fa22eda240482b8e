// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.item.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads and writes page tokens, which tell where the next page of an answer begins. A token has the last key, which its
 * caller may read anyway, and a hash of that key and the request. So a token that was altered, or is used with another
 * request, is noticed. The hash has no secret: it protects against mistakes. DynamoDB's own check of keys protects
 * against everything else. A token stays valid across deployments as long as {@link #VERSION} is the same.
 */
final class PageToken {
    private static final int VERSION = 1;
    private static final int HASH_BYTES = 12;
    private static final JsonMapper JSON = new JsonMapper();

    private PageToken() {}

    /** @param request what the token is bound to */
    static String write(Slice lastKey, String request) {
        ObjectNode token = JSON.createObjectNode().put("v", VERSION);
        token.set("k", tree(lastKey));
        token.put("h", hash(token.path("k"), request));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(token.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadInput if it was not written for this request */
    static Slice read(String text, String request) {
        JsonNode token = decoded(text);
        if (token.path("v").asInt() > VERSION) {
            throw new BadInput("pageToken", "pageToken was made by a newer version: begin again without it");
        }
        Slice lastKey = Slice.of(token.path("k").toString());
        if (!write(lastKey, request).equals(text)) {
            throw new BadInput(
                    "pageToken",
                    "pageToken must come as it is from an answer to the same request (all but limit and pageToken),"
                            + " got one of another request or an altered one");
        }
        return lastKey;
    }

    private static JsonNode decoded(String text) {
        try {
            JsonNode token = JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (token != null && token.path("k").isObject()) { // Jackson does not treat an empty text as an error
                return token;
            }
        } catch (IllegalArgumentException | IOException e) {
            // not a token either
        }
        throw new BadInput("pageToken", "pageToken must be the nextPageToken of an answer, got another text");
    }

    private static String hash(JsonNode key, String request) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((VERSION + "\n" + request + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] digest = sha.digest(key.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static JsonNode tree(Slice key) {
        try {
            return JSON.readTree(key.open());
        } catch (IOException e) {
            throw new IllegalArgumentException("a last key must be JSON", e);
        }
    }
}
