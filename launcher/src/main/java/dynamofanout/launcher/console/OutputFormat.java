package dynamofanout.launcher.console;

import java.util.Locale;

/** How a query's answer is printed; the option's words are these names in lower case. */
public enum OutputFormat {
    TABLE,
    JSON,
    JSONL,
    CSV,
    DYNAMODB;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
