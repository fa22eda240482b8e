// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rule {@code {"name": "first" | "last" | "full", "label"?}}: an invented name. */
record NameRule(Kind kind, String label) implements Rule {
    /** Label of names if the file gives none. */
    static final String DEFAULT_LABEL = "name";

    /** Which names. */
    enum Kind {
        FIRST,
        LAST,
        FULL
    }

    @Override
    public String word() {
        return "name";
    }

    @Override
    public Set<ScalarType> takes() {
        return ScalarType.TEXT;
    }

    @Override
    public ValueMask withSecret(Derivation derivation) {
        Derivation.Labelled name = derivation.labelled("name", label);
        return (type, content, item) -> {
            byte[] digest = name.digest(type, CanonicalValue.bytes(type, content));
            int first = Digest.below(Names.first().size(), digest, 0);
            int last = Digest.below(Names.last().size(), digest, 4);
            String masked = text(first, last);
            return masked.equals(content) ? text(next(first, Names.first()), next(last, Names.last())) : masked;
        };
    }

    @Override
    public Optional<String> refusalForTableKey() {
        return Optional.of("name may make two values one");
    }

    private String text(int first, int last) {
        return switch (kind) {
            case FIRST -> Names.first().get(first);
            case LAST -> Names.last().get(last);
            case FULL -> Names.first().get(first) + " " + Names.last().get(last);
        };
    }

    private static int next(int place, List<String> names) {
        return (place + 1) % names.size();
    }
}
