// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.item.JsonWalker;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an item gets into an index of the target. DynamoDB refuses an item if an attribute of the index key has
 * another type or is empty.
 */
enum IndexKeyCheck {
    /** The item is in the index. */
    IN,
    /** It lacks an attribute of the index's key, and is in the table alone. */
    ABSENT,
    /** The table would refuse it. */
    REFUSED;

    static IndexKeyCheck of(Slice item, KeySchema key) {
        List<KeyAttribute> attributes = key.attributes();
        int found = 0;
        var walker = new JsonWalker(item);
        walker.enterObject();
        while (walker.nextField()) {
            KeyAttribute attribute = find(walker, attributes);
            Slice value = walker.value();
            if (attribute != null) {
                if (!fits(value, attribute.type())) {
                    return REFUSED;
                }
                found++;
            }
        }
        return found == attributes.size() ? IN : ABSENT;
    }

    private static @Nullable KeyAttribute find(JsonWalker walker, List<KeyAttribute> attributes) {
        for (KeyAttribute attribute : attributes) {
            if (walker.isNamed(attribute.name().getBytes(StandardCharsets.UTF_8))) {
                return attribute;
            }
        }
        return null;
    }

    /** @param typed for example {@code {"S":"OPEN"}} */
    private static boolean fits(Slice typed, String type) {
        var walker = new JsonWalker(typed);
        walker.enterObject();
        if (!walker.nextField() || !walker.isNamed(type.getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        return walker.value().length() > "\"\"".length();
    }
}
