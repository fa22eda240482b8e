// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether a mask keeps the keys of a table and its indexes valid: no two items may get the same key, and the
 * target must accept all index keys.
 */
public final class KeyRules {
    private final TableMask mask;

    public KeyRules(TableMask mask) {
        this.mask = mask;
    }

    /**
     * Why the mask cannot be used for a table. Empty if it can. A rule of the table's key may make two items one, or a
     * rule of an index key may make items that the target refuses.
     *
     * @param indexes keys of the target's indexes by their names
     */
    public List<String> refusals(KeySchema table, Map<String, KeySchema> indexes) {
        var refusals = new LinkedHashSet<String>();
        for (Map<MaskPath, Rule> rules : mask.ruleSets()) {
            table.attributes().forEach(attribute -> ofTableKey(attribute, rules).ifPresent(refusals::add));
            indexes.forEach((name, key) -> key.attributes()
                    .forEach(attribute -> ofIndexKey(name, attribute, rules).ifPresent(refusals::add)));
        }
        return new ArrayList<>(refusals);
    }

    /** Whether the mask may change any attribute of the key. Then the two tables share no order. */
    public boolean masksAnyOf(KeySchema key) {
        return mask.ruleSets().stream()
                .anyMatch(rules -> key.attributes().stream().anyMatch(attribute -> isMasked(attribute, rules)));
    }

    /** An attribute without a rule stays unchanged only if {@code unlisted} is {@code keep}. */
    private boolean isMasked(KeyAttribute attribute, Map<MaskPath, Rule> rules) {
        return rule(attribute, rules).map(rule -> !(rule instanceof KeepRule)).orElse(mask.unlisted() != Unlisted.KEEP);
    }

    private Optional<String> ofTableKey(KeyAttribute attribute, Map<MaskPath, Rule> rules) {
        Optional<Rule> rule = rule(attribute, rules);
        if (rule.isEmpty()) {
            return mask.unlisted() == Unlisted.KEEP
                    ? Optional.empty()
                    : Optional.of(sentence("attribute " + attribute + " of the table's key", "no rule"));
        }
        ScalarType type = ScalarType.valueOf(attribute.type());
        return rule.get()
                .refusalForTableKey()
                .or(() -> rule.get().takes().contains(type)
                        ? Optional.empty()
                        : Optional.of(rule.get().word() + ", which takes no values of type " + type))
                .map(why -> sentence("attribute " + attribute + " of the table's key", why));
    }

    private Optional<String> ofIndexKey(String index, KeyAttribute attribute, Map<MaskPath, Rule> rules) {
        return rule(attribute, rules)
                .filter(rule -> !(rule instanceof DropRule))
                .flatMap(rule -> rule.refusalForIndexKey(ScalarType.valueOf(attribute.type())))
                .map(why -> "attribute " + attribute + " of the key of index " + index
                        + " must have a rule that keeps its type and is never empty, or drop, in the mask for "
                        + mask.pattern() + ", got: " + why);
    }

    private String sentence(String what, String got) {
        return what
                + " must have a rule that keeps different values different (keep, token, email, or split of those) in"
                + " the mask for " + mask.pattern() + ", got: " + got;
    }

    private static Optional<Rule> rule(KeyAttribute attribute, Map<MaskPath, Rule> rules) {
        return Optional.ofNullable(rules.get(MaskPath.ofAttribute(attribute.name())));
    }
}
