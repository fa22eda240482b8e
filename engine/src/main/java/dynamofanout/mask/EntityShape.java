package dynamofanout.mask;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A kind of items of a table that holds several, and its rules.
 *
 * @param when attributes and how their values look; all must fit
 */
record EntityShape(Map<String, Wildcard> when, Map<MaskPath, Rule> rules) {
    EntityShape {
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }
}
