// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.Optional;
import java.util.Set;

/**
 * Rule {@code {"email": LABEL, "domain"?}}: an address that reaches nobody. The same string under the same label
 * becomes the same address.
 */
record EmailRule(String label, String domain) implements Rule {
    /** Reserved by RFC 2606: no mail is ever delivered there. */
    static final String NOWHERE = "example.invalid";

    @Override
    public String word() {
        return "email";
    }

    @Override
    public Set<ScalarType> takes() {
        return ScalarType.TEXT;
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        Derivation.Labelled token = derivation.labelled(TokenRule.PURPOSE, label);
        String end = "@" + domain;
        return (type, content, item) -> Digest.base32(token.digest(type, CanonicalValue.bytes(type, content))) + end;
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.empty();
    }
}
