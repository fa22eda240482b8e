package dynamofanout.mask;

import java.util.Optional;
import java.util.Set;

/** What becomes of a value. The records are the rules that a mask file knows, in the words of the file. */
sealed interface Rule
        permits DropRule,
                EmailRule,
                FixedRule,
                KeepRule,
                NameRule,
                RoundRule,
                ShapeRule,
                ShiftDaysRule,
                SplitRule,
                TokenRule,
                WordsRule {
    /** The rule's name in the file. */
    String word();

    /** Types that it takes, alone and as elements of sets. Of another type the item is refused. */
    Set<ScalarType> takes();

    /** The rule with the mask's secret in it. Only for rules that work on single values. */
    ValueMask withSecret(Derivation derivation);

    /**
     * Why attributes of a table's key cannot have this rule: it may make two values one, or take them away. Empty where
     * different values always stay different.
     */
    Optional<String> refusalForTableKey();

    /**
     * Why attributes of an index key of this type cannot have it: items would be refused by the target. Empty where it
     * keeps type and is never empty.
     */
    default Optional<String> refusalForIndexKey(ScalarType type) {
        return takes().contains(type)
                ? Optional.empty()
                : Optional.of(word() + " does not take values of type " + type);
    }
}
