package dynamofanout.mask;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether the rules for a table's and its indexes' keys let every item arrive as an item of its own. */
public final class KeyRules {
    private final TableMask mask;

    public KeyRules(TableMask mask) {
        this.mask = mask;
    }

    /**
     * Why the mask cannot be used for a table: rules of its key that may make two items one, or rules of index keys that
     * make items which the target refuses. Empty if it can.
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

    /** Whether any attribute of the key may leave as another value than it has: then the two tables share no order. */
    public boolean masksAnyOf(KeySchema key) {
        return mask.ruleSets().stream()
                .anyMatch(rules -> key.attributes().stream().anyMatch(attribute -> isMasked(attribute, rules)));
    }

    /** What no rule names leaves as it is only under {@code keep}. */
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
