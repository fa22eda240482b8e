// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.table.TableDescription;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as it was when the plan was made.
 *
 * @param environment as the request names it
 * @param account as people may see it
 * @param table name or ARN, as calls name it
 * @param identity that workers check at their claim and before they are done
 * @param indexes one line each, for people
 * @param billing one phrase, for people
 */
public record PlannedTable(
        String environment,
        String account,
        String region,
        String table,
        Identity identity,
        List<String> indexes,
        long items,
        long sizeBytes,
        String billing) {
    /** What distinguishes a table from others of the same name, also from one that was re-created. */
    public record Identity(String arn, String id, String createdAt, KeySchema key) {
        public static Identity of(TableDescription table) {
            return new Identity(table.arn(), table.id(), table.createdAt().toString(), table.key());
        }

        /**
         * Of a table that is not there yet.
         *
         * @param arn that it will have, if it is what it seems to be
         */
        public static Identity toCome(String arn, KeySchema key) {
            return new Identity(arn, "", "", key);
        }

        /** Whether a table that exists is meant. */
        public boolean isKnown() {
            return !createdAt.isEmpty();
        }
    }

    public PlannedTable {
        indexes = List.copyOf(indexes);
    }

    /** The same, now that it was created. */
    PlannedTable created(Creation.Made made) {
        return new PlannedTable(
                environment,
                account,
                region,
                table,
                new Identity(made.arn(), made.id(), made.createdAt(), identity.key()),
                indexes,
                items,
                sizeBytes,
                billing);
    }

    /** The table's name without its ARN. */
    public String name() {
        return table.substring(table.lastIndexOf('/') + 1);
    }

    /** One string for the same table, under whatever environment's name. */
    public String lockName() {
        return account + "/" + region + "/" + name();
    }

    /** {@code table Orders in production}. */
    public String words() {
        return "table " + name() + " in " + environment;
    }

    /** Which table it is, as summaries and lists have it. */
    public ObjectNode named() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("environment", environment)
                .put("account", account)
                .put("region", region)
                .put("table", name());
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("environment", environment)
                .put("account", account)
                .put("region", region)
                .put("table", table)
                .put("arn", identity.arn())
                .put("id", identity.id())
                .put("createdAt", identity.createdAt());
        write(json.putArray("partitionKey"), identity.key().partition());
        write(json.putArray("sortKey"), identity.key().sort());
        indexes.forEach(json.putArray("indexes")::add);
        return json.put("items", items).put("sizeBytes", sizeBytes).put("billing", billing);
    }

    public static PlannedTable read(JsonNode json) {
        List<String> indexes = new ArrayList<>();
        json.path("indexes").forEach(index -> indexes.add(index.asText()));
        return new PlannedTable(
                json.path("environment").asText(),
                json.path("account").asText(),
                json.path("region").asText(),
                json.path("table").asText(),
                new Identity(
                        json.path("arn").asText(),
                        json.path("id").asText(),
                        json.path("createdAt").asText(),
                        new KeySchema(readKey(json.path("partitionKey")), readKey(json.path("sortKey")))),
                indexes,
                json.path("items").asLong(),
                json.path("sizeBytes").asLong(),
                json.path("billing").asText());
    }

    private static void write(ArrayNode array, List<KeyAttribute> attributes) {
        attributes.forEach(
                attribute -> array.addObject().put("name", attribute.name()).put("type", attribute.type()));
    }

    private static List<KeyAttribute> readKey(JsonNode array) {
        List<KeyAttribute> attributes = new ArrayList<>();
        array.forEach(attribute -> attributes.add(new KeyAttribute(
                attribute.path("name").asText(), attribute.path("type").asText())));
        return attributes;
    }
}
