// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.definition.NotCopied;
import java.util.List;

/**
 * The target that a run has created, as its summary shows it.
 *
 * @param table its name
 * @param notCopied what the source has, or may have, and this table did not get
 */
public record CreatedTable(String table, String arn, List<NotCopied> notCopied) {
    public CreatedTable {
        notCopied = List.copyOf(notCopied);
    }

    /** JSON in the shape that docs/reference.md describes. */
    public ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("table", table).put("arn", arn);
        json.set("notCopied", NotCopied.json(notCopied));
        return json;
    }

    static CreatedTable read(JsonNode json) {
        return new CreatedTable(
                json.path("table").asText(), json.path("arn").asText(), NotCopied.read(json.path("notCopied")));
    }
}
