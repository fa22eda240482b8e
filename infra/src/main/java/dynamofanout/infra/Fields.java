// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes maps that keep their order, so that every synthesis writes the same text. */
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
