// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Who started a run, from which machine and with which version.
 *
 * @param startedBy a user of the launcher's machine, as the launcher says
 * @param from name of that machine, if known
 * @param version of the software that planned the run
 */
public record Origin(String startedBy, Optional<String> from, String version) {
    /** Of a run that no launcher has started. */
    public static final Origin ELSEWHERE = new Origin("console or API", Optional.empty(), built());

    /** Of a run that the user of this machine starts. */
    public static Origin of(String user, Optional<String> machine) {
        return new Origin(user, machine, built());
    }

    /** Adds what there is to the object. */
    public ObjectNode into(ObjectNode json) {
        json.put("startedBy", startedBy);
        from.ifPresent(machine -> json.put("from", machine));
        return json.put("version", version);
    }

    /** Reads what {@link #into} has written. */
    public static Origin read(JsonNode json) {
        return json.has("startedBy")
                ? new Origin(
                        json.path("startedBy").asText(),
                        Optional.ofNullable(json.path("from").textValue()),
                        json.path("version").asText())
                : ELSEWHERE;
    }

    private static String built() {
        return Optional.ofNullable(Origin.class.getPackage().getImplementationVersion())
                .orElse("built from source");
    }
}
