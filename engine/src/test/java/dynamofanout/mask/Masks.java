// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.MaskOutcome.Refused;
import dynamofanout.mask.SecretLocation.EnvironmentVariable;
import java.util.List;
import java.util.function.UnaryOperator;

/** Masks for tests, on the ways that users have: a file in, an item in, an item out. */
final class Masks {
    static final String SECRET_TEXT = "0123456789abcdef0123456789abcdef";
    static final Secret SECRET = secret(SECRET_TEXT);
    static final KeySchema KEY = new KeySchema(List.of(new KeyAttribute("id", "S")), List.of());

    private Masks() {}

    static Secret secret(String text) {
        return Secret.of(new EnvironmentVariable("FANOUT_MASK_SECRET"), text);
    }

    /** A file for one table, with this as the table's object. */
    static MaskFile file(String table) {
        return MaskFile.read("masks/development.json", json("\"Orders\": " + table), UnaryOperator.identity());
    }

    /** Text of a file with these tables. */
    static String json(String tables) {
        return "{\"format\": 1, \"secret\": {\"environmentVariable\": \"FANOUT_MASK_SECRET\"}, \"tables\": {" + tables
                + "}}";
    }

    /** For items of one kind; single quotes stand for double ones. */
    static Masker attributes(String attributes) {
        return table("{'attributes': {" + attributes + "}}");
    }

    static Masker table(String table) {
        return Masker.of(file(table.replace('\'', '"')).table("Orders"), SECRET, KEY);
    }

    /** The masked item; single quotes stand for double ones. */
    static String mask(Masker masker, String item) {
        MaskOutcome outcome = masker.mask(Slice.of(item.replace('\'', '"')));
        if (outcome instanceof Masked masked) {
            return masked.item().text().replace('"', '\'');
        }
        throw new AssertionError("not masked: " + outcome);
    }

    /** The reason for which an item is refused. */
    static String refusal(Masker masker, String item) {
        MaskOutcome outcome = masker.mask(Slice.of(item.replace('\'', '"')));
        if (outcome instanceof Refused refused) {
            return refused.reason();
        }
        throw new AssertionError("not refused: " + outcome);
    }
}
