// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import java.util.Optional;
import java.util.Set;

/** What a mask does with a value. There is one record for each rule of a mask file. */
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

    /** Types that it takes, alone and as elements of sets. A value of another type makes the item refused. */
    Set<ScalarType> takes();

    /** The rule combined with the mask's secret. Only for rules that work on single values. */
    ValueMask withSecret(Derivation derivation);

    /**
     * Why attributes of a table's key cannot have this rule: it may make two values equal, or remove them. Empty if
     * different values always stay different.
     */
    Optional<String> refusalForTableKey();

    /**
     * Why attributes of an index key of this type cannot have this rule: the target would refuse items. Empty if the
     * rule keeps the type and its result is never empty.
     */
    default Optional<String> refusalForIndexKey(ScalarType type) {
        return takes().contains(type)
                ? Optional.empty()
                : Optional.of(word() + " does not take values of type " + type);
    }
}
