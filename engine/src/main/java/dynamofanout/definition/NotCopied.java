// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting that a table has, or may have, and that a table created from it does not get.
 *
 * @param what in a few words
 * @param command of the AWS CLI that would set it
 */
public record NotCopied(String what, Optional<String> command) {
    /** The setting and its command in words: {@code replicas in eu-central-1: aws dynamodb …}. */
    public String words() {
        return what + command.map(text -> ": " + text).orElse("");
    }

    /** All as JSON. */
    public static ArrayNode json(List<NotCopied> all) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (NotCopied each : all) {
            ObjectNode json = array.addObject().put("what", each.what);
            each.command.ifPresent(text -> json.put("command", text));
        }
        return array;
    }

    /** Reads what {@link #json} has written. */
    public static List<NotCopied> read(JsonNode array) {
        List<NotCopied> all = new ArrayList<>();
        array.forEach(each -> all.add(new NotCopied(
                each.path("what").asText(),
                Optional.ofNullable(each.path("command").textValue()))));
        return all;
    }
}
