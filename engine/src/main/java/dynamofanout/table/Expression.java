package dynamofanout.table;

import dynamofanout.item.JsonStrings;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An expression of ours with what its placeholders stand for.
 *
 * @param names {@code #name} to attribute name
 * @param values {@code :name} to a value as DynamoDB JSON text
 */
public record Expression(String text, Map<String, String> names, Map<String, String> values) {
    /** How placeholders of ours begin behind {@code #} or {@code :}; no filter may have one that begins so. */
    public static final String RESERVED = KeyQuery.RESERVED;

    public Expression {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }

    String nameMembers() {
        return names.entrySet().stream()
                .map(entry -> JsonStrings.quoted(entry.getKey()) + ":" + JsonStrings.quoted(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    String valueMembers() {
        return values.entrySet().stream()
                .map(entry -> JsonStrings.quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
