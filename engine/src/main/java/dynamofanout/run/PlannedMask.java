// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The mask of a run, as it was when the plan was made. It contains no value of any item.
 *
 * @param rules name or pattern in the mask file whose rules apply
 * @param uses how often the rules apply to a sample of the source
 * @param sampled items of that sample
 * @param masksKey whether an attribute of the table's key is masked: then the two tables share no order
 * @param hidesExtras whether it cannot be told which items only the target has
 */
public record PlannedMask(
        Source source, String rules, List<Use> uses, int sampled, boolean masksKey, boolean hidesExtras) {
    /**
     * Where a mask comes from, and what tells it from any other.
     *
     * @param file path of the mask file
     * @param isGiven whether {@code --mask} named it, and not {@code copyTo}
     * @param fingerprint of the rules and the secret
     * @param rulesFingerprint of the rules alone
     */
    public record Source(String file, boolean isGiven, String fingerprint, String rulesFingerprint) {}

    /**
     * One rule.
     *
     * @param items of the sample that it was applied to
     */
    public record Use(String path, String rule, int items) {}

    public PlannedMask {
        uses = List.copyOf(uses);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("file", source.file());
        if (source.isGiven()) {
            json.put("given", true);
        }
        json.put("fingerprint", source.fingerprint()).put("rulesFingerprint", source.rulesFingerprint());
        json.put("table", rules);
        ArrayNode rows = json.putArray("rules");
        uses.forEach(use ->
                rows.addObject().put("path", use.path()).put("rule", use.rule()).put("items", use.items()));
        return json.put("sampled", sampled).put("masksKey", masksKey).put("hidesExtras", hidesExtras);
    }

    static PlannedMask read(JsonNode json) {
        List<Use> uses = new ArrayList<>();
        json.path("rules")
                .forEach(use -> uses.add(new Use(
                        use.path("path").asText(),
                        use.path("rule").asText(),
                        use.path("items").asInt())));
        return new PlannedMask(
                new Source(
                        json.path("file").asText(),
                        json.path("given").asBoolean(),
                        json.path("fingerprint").asText(),
                        json.path("rulesFingerprint").asText()),
                json.path("table").asText(),
                uses,
                json.path("sampled").asInt(),
                json.path("masksKey").asBoolean(),
                json.path("hidesExtras").asBoolean());
    }
}
