// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One kind of item in a table that holds several kinds, with its rules.
 *
 * @param when attributes and the patterns of their values; all must match
 */
record EntityShape(Map<String, Wildcard> when, Map<MaskPath, Rule> rules) {
    EntityShape {
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }
}
