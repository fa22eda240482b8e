// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the rules of a mask file as canonical text: members in order, without white space. The same rules always have
 * the same text, however they were written.
 */
final class CanonicalRules {
    private CanonicalRules() {}

    /**
     * The text of a valid file. The place of the secret is not part of it.
     *
     * @param words texts of the word files, by the names in the rules
     */
    static String of(JsonNode file, Map<String, String> words) {
        ObjectNode rules = JsonNodeFactory.instance.objectNode();
        rules.set("format", file.path("format"));
        rules.set("unlisted", file.path("unlisted"));
        rules.set("tables", file.path("tables"));
        ObjectNode texts = rules.putObject("words");
        words.forEach(texts::put);
        return ordered(rules).toString();
    }

    private static JsonNode ordered(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            node.properties().forEach(member -> members.put(member.getKey(), ordered(member.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(ordered(element)));
            return array;
        }
        return node;
    }
}
