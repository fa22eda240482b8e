// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Finds the line number of each field in a JSON text. Fields are named by their paths, as messages write them. */
final class LineNumbers {
    private final Map<String, Integer> lines = new HashMap<>();

    /** @param json that was read without errors before */
    LineNumbers(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int line = parser.currentTokenLocation().getLineNr();
                lines.putIfAbsent(path(parser.getParsingContext(), token), line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Line of a field. If the field is missing, the line of the nearest field around it. */
    OptionalInt of(String path) {
        String at = path;
        while (!at.isEmpty()) {
            Integer line = lines.get(at);
            if (line != null) {
                return OptionalInt.of(line);
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return OptionalInt.empty();
    }

    private static String path(JsonStreamContext context, JsonToken token) {
        boolean isOpening = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        return path(isOpening && context.getParent() != null ? context.getParent() : context);
    }

    private static String path(JsonStreamContext context) {
        JsonStreamContext parent = context.getParent();
        String outer = parent == null ? "" : path(parent);
        if (context.inArray()) {
            return outer + (context.hasCurrentIndex() ? "[" + context.getCurrentIndex() + "]" : "");
        }
        String name = context.getCurrentName();
        return name == null ? outer : outer.isEmpty() ? name : outer + "." + name;
    }
}
