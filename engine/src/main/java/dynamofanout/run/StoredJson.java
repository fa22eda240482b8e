// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.input.BadInput;
import java.time.DateTimeException;
import java.util.function.Function;

/**
 * Reads JSON that this program has stored. Records have a {@code format}. A newer format than this version knows is
 * refused with a sentence.
 */
public final class StoredJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StoredJson() {}

    public static JsonNode parse(String what, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw StoreFailed.ofOneRun(what + " is no JSON: it was damaged or written by something else", e);
        }
    }

    /** A record with a format, as {@code reader} understands it. */
    public static <T> T read(String what, String text, int newestFormat, Function<JsonNode, T> reader) {
        return read(what, parse(what, text), newestFormat, reader);
    }

    public static <T> T read(String what, JsonNode node, int newestFormat, Function<JsonNode, T> reader) {
        int format = node.path("format").asInt();
        if (format > newestFormat) {
            throw StoreFailed.ofOneRun(what + " was written by a newer fanout (format " + format + ", this one knows "
                    + newestFormat + "): use that version");
        }
        if (format < 1) {
            throw StoreFailed.ofOneRun(what + " has no format: it was damaged or written by something else");
        }
        try {
            return reader.apply(node);
        } catch (IllegalArgumentException | DateTimeException | BadInput e) {
            throw StoreFailed.ofOneRun(what + " cannot be understood, it was damaged: " + e.getMessage(), e);
        }
    }
}
