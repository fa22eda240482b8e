// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How tables are created in an environment: {@code create} in {@code fanout.json}. The target's environment decides
 * what a table costs, who may delete it and how it is encrypted. The source table does not decide these.
 *
 * @param keepsBilling whether provisioned units are as the source's; otherwise the table is on demand
 * @param kmsKey ARN of the key that encrypts it; empty: one that DynamoDB owns
 * @param tags that each table gets
 * @param takesTags whether it gets the source's tags, too
 */
public record CreateSettings(
        boolean keepsBilling,
        boolean isDeletionProtected,
        boolean isRecoverable,
        Optional<String> kmsKey,
        Map<String, String> tags,
        boolean takesTags) {
    /** The defaults: on demand, and nothing else set. */
    public static final CreateSettings USUAL =
            new CreateSettings(false, false, false, Optional.empty(), Map.of(), false);

    private static final String AS_SOURCE = "as-source";
    private static final int LONGEST_TAG = 128;
    private static final int LONGEST_TAG_VALUE = 256;

    public CreateSettings {
        kmsKey.ifPresent(key -> FieldPattern.KEY_ARN.require("kmsKey", key));
        tags = Map.copyOf(tags);
    }

    static CreateSettings read(InputObject object) {
        var settings = new CreateSettings(
                object.optionalChoice("billing", List.of("on-demand", AS_SOURCE))
                        .filter(AS_SOURCE::equals)
                        .isPresent(),
                object.flag("deletionProtection"),
                object.flag("pointInTimeRecovery"),
                FieldPattern.KEY_ARN.readOptional(object, "kmsKey"),
                object.optionalObject("tags").map(CreateSettings::tags).orElse(Map.of()),
                object.flag("tagsFromSource"));
        object.end();
        return settings;
    }

    private static Map<String, String> tags(InputObject object) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String name : object.fields()) {
            String value = object.string(name);
            if (name.startsWith("aws:") || name.isEmpty() || name.length() > LONGEST_TAG) {
                throw new BadInput(
                        object.at(name),
                        "the name of a tag must be 1 to " + LONGEST_TAG + " characters and not begin with aws:, got: \""
                                + name + "\"");
            }
            if (value.length() > LONGEST_TAG_VALUE) {
                throw object.wrong(name, "at most " + LONGEST_TAG_VALUE + " characters");
            }
            tags.put(name, value);
        }
        return tags;
    }
}
