// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.EnumSet;
import java.util.Set;

/** The DynamoDB types whose values can be masked individually, also as elements of a set. */
enum ScalarType {
    S,
    N,
    B;

    static final Set<ScalarType> TEXT = Set.copyOf(EnumSet.of(S));
    static final Set<ScalarType> ALL = Set.copyOf(EnumSet.allOf(ScalarType.class));
}
