// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.item.ItemJson;
import dynamofanout.item.Slice;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Converts items from DynamoDB JSON to a format. Values are copied from parser to generator one by one. Numbers are
 * copied as text, so that none loses digits in a double.
 */
public final class ItemText {
    private static final JsonFactory JSON = ItemJson.factory();

    private ItemText() {}

    /** @param unwanted attributes that are left out */
    static String of(Slice item, Format format, Set<String> unwanted) {
        if (format == Format.DYNAMODB && unwanted.isEmpty()) {
            return item.text();
        }
        var out = new StringWriter(item.length());
        try (JsonParser in = JSON.createParser(item.open());
                JsonGenerator json = JSON.createGenerator(out)) {
            expect(in.nextToken(), JsonToken.START_OBJECT);
            json.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                if (unwanted.contains(name)) {
                    in.skipChildren();
                } else {
                    json.writeFieldName(name);
                    value(in, json, format);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** One value as DynamoDB JSON text in a format. */
    static String ofValue(String typed, Format format) {
        if (format == Format.DYNAMODB) {
            return typed;
        }
        var out = new StringWriter();
        try (JsonParser in = JSON.createParser(typed);
                JsonGenerator json = JSON.createGenerator(out)) {
            in.nextToken();
            plain(in, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** One value as a JSON tree. Numbers keep all their digits. */
    public static JsonNode tree(String typed, Format format) {
        try {
            return ItemJson.mapper().readTree(ofValue(typed, format));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void value(JsonParser in, JsonGenerator json, Format format) throws IOException {
        if (format == Format.DYNAMODB) {
            json.copyCurrentStructure(in);
        } else {
            plain(in, json);
        }
    }

    /** Reads from the brace before a type to the brace after its value. */
    private static void plain(JsonParser in, JsonGenerator json) throws IOException {
        expect(in.currentToken(), JsonToken.START_OBJECT);
        expect(in.nextToken(), JsonToken.FIELD_NAME);
        String type = in.currentName();
        in.nextToken();
        switch (type) {
            case "N" -> json.writeNumber(in.getText());
            case "NULL" -> json.writeNull();
            case "BOOL" -> json.writeBoolean(in.getBooleanValue());
            case "NS" -> {
                json.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    json.writeNumber(in.getText());
                }
                json.writeEndArray();
            }
            case "L" -> {
                json.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    plain(in, json);
                }
                json.writeEndArray();
            }
            case "M" -> {
                json.writeStartObject();
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    json.writeFieldName(in.currentName());
                    in.nextToken();
                    plain(in, json);
                }
                json.writeEndObject();
            }
            default -> json.copyCurrentStructure(in); // S, B, SS, BS
        }
        expect(in.nextToken(), JsonToken.END_OBJECT);
    }

    private static void expect(JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("an item is not as DynamoDB writes them");
        }
    }
}
