// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A synthesized template in which every reference is plain text: {@code ${RunsTable.Arn}} for an attribute, {@code
 * ${PlanLive}} for a resource (without CDK's hash).
 */
final class StackTemplate {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode template;

    StackTemplate(String json) {
        this.template = resolved(parsed(json));
    }

    JsonNode whole() {
        return template;
    }

    /** Resources of a type, whole. */
    List<JsonNode> resources(String type) {
        return StreamSupport.stream(template.path("Resources").spliterator(), false)
                .filter(resource -> resource.path("Type").asText().equals(type))
                .toList();
    }

    /** Resources of a type, by the text that references to them have here. */
    Map<String, JsonNode> references(String type) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        template.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(
                        "${" + plain(resource.getKey()) + "}",
                        resource.getValue().path("Properties"));
            }
        });
        return found;
    }

    /** The one resource of the type. */
    JsonNode only(String type) {
        List<JsonNode> found = resources(type);
        if (found.size() != 1) {
            throw new AssertionError("one " + type + " was expected, got: " + found.size());
        }
        return found.get(0);
    }

    /** Properties of the resource of the type that has this value in this property. */
    JsonNode properties(String type, String property, String value) {
        return resources(type).stream()
                .map(resource -> resource.path("Properties"))
                .filter(properties -> properties.path(property).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " has " + property + " " + value));
    }

    /** The state machine's definition. */
    JsonNode definition() {
        return parsed(only("AWS::StepFunctions::StateMachine")
                .path("Properties")
                .path("DefinitionString")
                .asText());
    }

    /** What policies allow, denials aside, one line {@code action on resource} for each pair. */
    static List<String> allowed(JsonNode policies) {
        List<String> lines = new ArrayList<>();
        for (JsonNode policy : policies) {
            for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
                if (!statement.path("Effect").asText().equals("Allow")) {
                    continue;
                }
                for (String action : texts(statement.path("Action"))) {
                    for (String resource : texts(statement.path("Resource"))) {
                        lines.add(action + " on " + resource);
                    }
                }
            }
        }
        return lines;
    }

    /** A text or a list of texts, as IAM has it. */
    static List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(node.asText());
    }

    static JsonNode list(JsonNode only) {
        return JsonNodeFactory.instance.arrayNode().add(only);
    }

    static String pretty(JsonNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode resolved(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(resolved(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.has("Ref")) {
            return new TextNode("${" + plain(node.path("Ref").asText()) + "}");
        }
        if (node.has("Fn::GetAtt")) {
            JsonNode pair = node.path("Fn::GetAtt");
            return new TextNode(
                    "${" + plain(pair.path(0).asText()) + "." + pair.path(1).asText() + "}");
        }
        if (node.has("Fn::Join")) {
            JsonNode join = node.path("Fn::Join");
            return new TextNode(String.join(
                    join.path(0).asText(), texts(resolved(join.path(1))).toArray(String[]::new)));
        }
        if (node.has("Fn::Select")) {
            return new TextNode(selected(node.path("Fn::Select")));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            object.set(field.getKey(), resolved(field.getValue()));
        }
        return object;
    }

    /** A part of an ARN: {@code ${Workflow:6}}. */
    private static String selected(JsonNode select) {
        String whole = resolved(select.path(1).path("Fn::Split").path(1)).asText();
        return whole.replace("}", ":" + select.path(0).asText() + "}");
    }

    private static String plain(String logicalId) {
        return logicalId.replaceFirst("[0-9A-F]{8}([0-9a-f]{32})?$", "");
    }
}
