// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The rules in {@code fanout.json} about who may be copied where, as JSON. The deployed functions report theirs, so
 * that the launcher can compare them with the file on its machine.
 */
public final class EnvironmentRules {
    private EnvironmentRules() {}

    /**
     * The rules: {@code {NAME: {"account", "region", "protected", "tables": […], "copyTo"?: [NAME | {"environment",
     * "mask", "fingerprint"}]}}}. The order within lists has no meaning.
     *
     * @param fingerprint of the rules in a mask file
     */
    public static ObjectNode json(Configuration configuration, UnaryOperator<String> fingerprint) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        configuration
                .environments()
                .values()
                .forEach(environment -> all.set(environment.name(), json(environment, fingerprint)));
        return all;
    }

    /**
     * The fields in which this file differs from the deployed one, such as {@code development.protected}. Environments
     * that only one of the two has are ignored.
     *
     * @param deployed what {@link #json} gave there
     * @param fingerprint of the rules in a mask file here
     */
    public static List<String> differences(Configuration here, JsonNode deployed, UnaryOperator<String> fingerprint) {
        List<String> fields = new ArrayList<>();
        json(here, fingerprint).properties().forEach(entry -> {
            JsonNode there = deployed.path(entry.getKey());
            var names = new TreeSet<String>();
            entry.getValue().fieldNames().forEachRemaining(names::add);
            there.fieldNames().forEachRemaining(names::add);
            if (there.isObject()) {
                names.stream()
                        .filter(name -> !entry.getValue().path(name).equals(there.path(name)))
                        .forEach(name -> fields.add(entry.getKey() + "." + name));
            }
        });
        return fields;
    }

    private static ObjectNode json(Environment environment, UnaryOperator<String> fingerprint) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("account", environment.account())
                .put("region", environment.region())
                .put("protected", environment.isProtected());
        new TreeSet<>(environment.tables()).forEach(json.putArray("tables")::add);
        environment.copyTo().ifPresent(targets -> {
            ArrayNode array = json.putArray("copyTo");
            targets.stream()
                    .sorted(Comparator.comparing(CopyTarget::environment))
                    .forEach(target -> target.mask()
                            .ifPresentOrElse(
                                    mask -> array.addObject()
                                            .put("environment", target.environment())
                                            .put("mask", mask)
                                            .put("fingerprint", fingerprint.apply(mask)),
                                    () -> array.add(target.environment())));
        });
        return json;
    }
}
