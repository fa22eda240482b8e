// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.run.Difference;
import dynamofanout.run.Summary;
import java.util.List;
import java.util.Map;

/** Looks up the values of the attributes in which two tables differ. */
public interface ValueLookUp {
    /**
     * Values as they are now of the attributes that differ.
     *
     * @return by key: {@code {"status": {"source": {"S": "OPEN"}, "target": {"S": "CLOSED"}}}}; a side that lacks the
     *     attribute is left out
     */
    Map<String, ObjectNode> of(Summary summary, List<Difference> differences);
}
