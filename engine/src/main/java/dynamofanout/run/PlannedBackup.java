// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The backup of the target that a run will make before it writes anything.
 *
 * @param kind absent: no backup will be made
 * @param why no backup will be made, as the end of a sentence
 * @param days for which the moment can be restored, where the service says so
 * @param sizeBytes about what an on-demand backup will hold; up to six hours old
 */
public record PlannedBackup(
        Optional<Backup.Kind> kind, Optional<String> why, Optional<Integer> days, Optional<Long> sizeBytes) {
    public static PlannedBackup none(String why) {
        return new PlannedBackup(Optional.empty(), Optional.of(why), Optional.empty(), Optional.empty());
    }

    public static PlannedBackup moment(Optional<Integer> days) {
        return new PlannedBackup(Optional.of(Backup.Kind.POINT_IN_TIME), Optional.empty(), days, Optional.empty());
    }

    public static PlannedBackup onDemand(long sizeBytes) {
        return new PlannedBackup(
                Optional.of(Backup.Kind.ON_DEMAND), Optional.empty(), Optional.empty(), Optional.of(sizeBytes));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind.map(Backup.Kind::word).orElse("none"));
        why.ifPresent(reason -> json.put("why", reason));
        days.ifPresent(number -> json.put("days", number));
        sizeBytes.ifPresent(bytes -> json.put("sizeBytes", bytes));
        return json;
    }

    public static PlannedBackup read(JsonNode json) {
        return new PlannedBackup(
                Backup.Kind.find(json.path("kind").asText()),
                Optional.ofNullable(json.path("why").textValue()),
                json.has("days") ? Optional.of(json.path("days").asInt()) : Optional.empty(),
                json.has("sizeBytes") ? Optional.of(json.path("sizeBytes").asLong()) : Optional.empty());
    }
}
