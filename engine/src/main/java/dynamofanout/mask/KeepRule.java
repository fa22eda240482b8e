// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.Optional;
import java.util.Set;

/** Rule {@code "keep"}: the value leaves unchanged, with everything in it. */
record KeepRule() implements Rule {
    @Override
    public String word() {
        return "keep";
    }

    @Override
    public Set<ScalarType> takes() {
        return ScalarType.ALL;
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        return (type, content, item) -> content;
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.empty();
    }
}
