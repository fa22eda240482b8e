package dynamofanout.infra;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order in which they are written, so that every synthesis gives the same text. */
final class Fields {
    private Fields() {}

    /** @param more names and values in turn */
    static Map<String, Object> of(String name, Object value, Object... more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(name, value);
        for (int i = 0; i < more.length; i += 2) {
            fields.put(String.valueOf(more[i]), more[i + 1]);
        }
        return fields;
    }
}
