// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.definition.NotCopied;
import dynamofanout.definition.TableDefinition;
import java.util.List;

/**
 * The target that a run will create, because it does not exist.
 *
 * @param table definition of the new table
 * @param notCopied what the source has and the target will not get
 */
public record PlannedCreation(TableDefinition table, List<NotCopied> notCopied) {
    public PlannedCreation {
        notCopied = List.copyOf(notCopied);
    }

    ObjectNode json() {
        ObjectNode json = table.json();
        json.set("notCopied", NotCopied.json(notCopied));
        return json;
    }

    static PlannedCreation read(JsonNode json) {
        return new PlannedCreation(TableDefinition.read(json), NotCopied.read(json.path("notCopied")));
    }
}
