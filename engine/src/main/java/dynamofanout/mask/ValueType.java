// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import java.util.Optional;

/** The types of DynamoDB's values. */
enum ValueType {
    S(ScalarType.S),
    N(ScalarType.N),
    B(ScalarType.B),
    SS(ScalarType.S),
    NS(ScalarType.N),
    BS(ScalarType.B),
    BOOL,
    NULL,
    L,
    M;

    private final Optional<ScalarType> scalar;

    ValueType() {
        this.scalar = Optional.empty();
    }

    ValueType(ScalarType scalar) {
        this.scalar = Optional.of(scalar);
    }

    /** The type with this name in DynamoDB JSON. */
    static ValueType of(Slice name) {
        byte first = name.bytes()[name.from()];
        return switch (name.length()) {
            case 1 ->
                switch (first) {
                    case 'S' -> S;
                    case 'N' -> N;
                    case 'B' -> B;
                    case 'L' -> L;
                    case 'M' -> M;
                    default -> throw unknown(name);
                };
            case 2 ->
                switch (first) {
                    case 'S' -> SS;
                    case 'N' -> NS;
                    case 'B' -> BS;
                    default -> throw unknown(name);
                };
            case 4 ->
                switch (first) {
                    case 'B' -> BOOL;
                    case 'N' -> NULL;
                    default -> throw unknown(name);
                };
            default -> throw unknown(name);
        };
    }

    /** The type that is masked: of the value, or of a set's elements. */
    Optional<ScalarType> scalar() {
        return scalar;
    }

    boolean isSet() {
        return this == SS || this == NS || this == BS;
    }

    private static MalformedJson unknown(Slice name) {
        return new MalformedJson("a value is of no type of DynamoDB's", name.from());
    }
}
