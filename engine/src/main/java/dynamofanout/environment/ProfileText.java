// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rewrites an AWS config or credentials file so that the SDK understands it like the AWS CLI does: keys may be
 * indented, in any case, and followed by {@code :}. Unreadable lines are left out, and their section is marked, so that
 * only that section's profile is unusable.
 */
final class ProfileText {
    /** A property that says which line of a section cannot be read. */
    static final String BROKEN = "fanout_broken";

    private static final Pattern SECTION = Pattern.compile("\\[([^]]*)].*");
    private static final Pattern KEY = Pattern.compile("[^\\s=:\\[][^=:]*");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String file;
    private final List<String> out = new ArrayList<>();
    private int number;
    private boolean isInSection;
    private boolean hasKey;
    private boolean takesSubKeys;
    private int indent;

    private ProfileText(String file) {
        this.file = file;
    }

    /** @param file how a mark names it */
    static String readable(String file, String text) {
        var reader = new ProfileText(file);
        (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().forEach(reader::take);
        return String.join("\n", reader.out) + "\n";
    }

    private void take(String line) {
        number++;
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
            return;
        }
        int depth = line.indexOf(text.charAt(0));
        if (hasKey && depth > indent) {
            takeDeeper(text);
            return;
        }
        indent = depth;
        if (text.startsWith("[")) {
            takeSection(text);
        } else if (isInSection) {
            takeKey(text);
        }
    }

    private void takeSection(String text) {
        hasKey = false;
        isInSection = SECTION.matcher(text).matches();
        if (isInSection) {
            out.add(text);
        }
    }

    private void takeKey(String text) {
        int end = delimiter(text);
        if (end < 0) {
            hasKey = false;
            mark();
            return;
        }
        String value = text.substring(end + 1).strip();
        out.add(text.substring(0, end).strip().toLowerCase(Locale.ROOT) + " = " + value);
        hasKey = true;
        takesSubKeys = value.isEmpty();
    }

    /** Reads a line below a key: a nested key, or more of the key's value. */
    private void takeDeeper(String text) {
        if (!takesSubKeys) {
            out.add("  " + text);
            return;
        }
        int end = delimiter(text);
        if (end < 0) {
            mark();
        } else {
            String key = text.substring(0, end).strip().toLowerCase(Locale.ROOT);
            out.add("  " + key + " = " + text.substring(end + 1).strip());
        }
    }

    private void mark() {
        out.add(BROKEN + " = line " + number + " of " + file);
        hasKey = false;
    }

    /** The first {@code =} or {@code :} after a key. -1 if there is none. */
    private static int delimiter(String text) {
        var key = KEY.matcher(text);
        return key.lookingAt() && key.end() < text.length() ? key.end() : -1;
    }
}
