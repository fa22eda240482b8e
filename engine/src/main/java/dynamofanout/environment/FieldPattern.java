// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The patterns that texts in {@code fanout.json} must match, with the words that describe them. */
enum FieldPattern {
    /**
     * Short enough for the role {@code fanout-NAME} (64 characters) and the alias {@code live-NAME}, with some room.
     */
    NAME("[0-9A-Za-z_-]{1,50}", "1 to 50 letters, digits, \"-\" and \"_\""),
    ACCOUNT("[0-9]{12}", "an account of 12 digits"),
    REGION("[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}", "a Region such as eu-west-1"),
    ROLE_ARN(Patterns.ROLE_ARN, "the ARN of a role such as arn:aws:iam::111111111111:role/fanout-production"),
    /** STS allows 2 to 1,224 of these characters. */
    EXTERNAL_ID("[0-9A-Za-z_+=,.@:/-]{2,1224}", "2 to 1224 letters, digits and _+=,.@:/-"),
    TOPIC_ARN(
            "arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[0-9A-Za-z_.-]+",
            "the ARN of an SNS topic such as arn:aws:sns:eu-west-1:111111111111:alarms"),
    /** Used alone or as the beginning of the names of stacks, functions and roles. */
    PREFIX("[a-z][a-z0-9-]{0,19}", "1 to 20 of a-z, 0-9 and \"-\", beginning with a letter"),
    KEY_ARN(
            "arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9A-Za-z-]+",
            "the ARN of a key (not of an alias) such as arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    TABLES("[0-9A-Za-z_.*-]{1,255}", "a table's name, in which \"*\" stands for any characters, such as Customers*"),
    CALLER("[0-9]{12}|" + Patterns.ROLE_ARN, "an account of 12 digits or the ARN of a role");

    private final Pattern pattern;
    private final String words;

    FieldPattern(String pattern, String words) {
        this.pattern = Pattern.compile(pattern);
        this.words = words;
    }

    private static final class Patterns {
        static final String ROLE_ARN = "arn:aws[a-z-]*:iam::[0-9]{12}:role/[0-9A-Za-z_+=,.@/-]{1,576}";
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }

    /** @throws BadInput when the text does not match */
    String require(String field, String text) {
        if (!fits(text)) {
            throw new BadInput(field, field + " must be " + words + ", got: \"" + text + "\"");
        }
        return text;
    }

    String read(InputObject object, String field) {
        return checked(object, field, object.string(field));
    }

    Optional<String> readOptional(InputObject object, String field) {
        return object.optionalString(field).map(text -> checked(object, field, text));
    }

    Optional<List<String>> readList(InputObject object, String field) {
        Optional<List<String>> texts = object.optionalStrings(field);
        if (!texts.orElse(List.of()).stream().allMatch(this::fits)) {
            throw object.wrong(field, "a list, each " + words);
        }
        return texts;
    }

    private String checked(InputObject object, String field, String text) {
        if (!fits(text)) {
            throw object.wrong(field, words);
        }
        return text;
    }
}
