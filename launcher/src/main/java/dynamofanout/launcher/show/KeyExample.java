// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Writes an example query for a key. It can be pasted into a POSIX shell, whatever characters the names have. */
final class KeyExample {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** Names that a condition takes as they are. */
    private static final Pattern PLAIN = Pattern.compile("[^\\s=<>!`'\"]+");

    private KeyExample() {}

    static String of(String environment, String table, Optional<String> index, KeySchema key) {
        var words = new StringJoiner(" ", "  fanout query " + word(environment + "/" + table) + " ", "");
        index.ifPresent(name -> words.add("--index " + name));
        key.partition().forEach(attribute -> words.add(word(name(attribute) + "=" + value(attribute))));
        for (int i = 0; i < key.sort().size(); i++) {
            KeyAttribute attribute = key.sort().get(i);
            boolean isLast = i == key.sort().size() - 1;
            words.add(word(name(attribute) + (isLast ? range(attribute) : "=" + value(attribute))));
        }
        return words.toString();
    }

    /** As a shell takes it for one word. */
    static String word(String text) {
        return SAFE.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String name(KeyAttribute attribute) {
        return PLAIN.matcher(attribute.name()).matches() ? attribute.name() : "`" + attribute.name() + "`";
    }

    private static String range(KeyAttribute attribute) {
        return attribute.type().equals("N") ? " between 1 100" : " begins_with " + value(attribute);
    }

    private static String value(KeyAttribute attribute) {
        return switch (attribute.type()) {
            case "N" -> "17";
            case "B" -> "AQID";
            default -> "VALUE";
        };
    }
}
