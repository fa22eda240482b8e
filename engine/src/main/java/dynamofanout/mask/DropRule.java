// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.Optional;
import java.util.Set;

/** Rule {@code "drop"}: the value is left out. */
record DropRule() implements Rule {
    @Override
    public String word() {
        return "drop";
    }

    @Override
    public Set<ScalarType> takes() {
        return ScalarType.ALL;
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        throw new IllegalStateException("a dropped value has no masked form");
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.of("drop takes the key away");
    }
}
