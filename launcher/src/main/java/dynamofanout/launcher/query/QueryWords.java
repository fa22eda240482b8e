// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.query;

import dynamofanout.input.BadInput;
import java.util.Map;

/** Rewrites errors about a query's request in the words of the command line. */
final class QueryWords {
    /** What sentences call the request's fields, and what the command does. */
    private static final Map<String, String> WORDS = Map.of(
            "partitionKey must have", "the conditions must have",
            "partitionKey.", "",
            "sortKey.", "",
            "consistentRead must", "--consistent-read must",
            "select must", "--select must",
            "unique must", "--unique must",
            "only one of head, count, unique and keysOnly", "only one of --head, --count, --unique and --keys-only");

    private QueryWords() {}

    static BadInput ofTheCommand(BadInput bad) {
        return new BadInput(bad.field().orElse(""), ofTheCommand(bad.sentence()));
    }

    private static String ofTheCommand(String sentence) {
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            if (sentence.startsWith(word.getKey())) {
                return word.getValue()
                        + sentence.substring(word.getKey().length()).replace(" keysOnly", " --keys-only");
            }
        }
        return sentence.replace(": it belongs into partitionKey, by equality", ": it takes no operator but =");
    }
}
