// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskPath.Every;
import dynamofanout.mask.MaskPath.Member;
import dynamofanout.mask.MaskPath.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in items with its rule, ready for use: a node of {@link RuleTree} combined with the secret. Immutable.
 *
 * @param path as messages name it; empty for the item itself
 * @param isAttributeOfItem whether what is inside are the item's attributes
 * @param rule for the value itself
 * @param mask of the rule, where it works on single values
 * @param fixed DynamoDB JSON that replaces the value
 * @param fallback what happens to members without a rule, and to the value itself if it has no rule
 * @param mostBytes that a masked string or binary may have here
 */
record RuleNode(
        String path,
        boolean isAttributeOfItem,
        Optional<Rule> rule,
        @Nullable ValueMask mask,
        @Nullable Slice fixed,
        Unlisted fallback,
        int mostBytes,
        NameTable<RuleNode> members,
        @Nullable RuleNode everyMember,
        @Nullable RuleNode elements) {
    /** Limits of DynamoDB. */
    private static final int MOST_PARTITION_KEY_BYTES = 2_048;

    private static final int MOST_SORT_KEY_BYTES = 1_024;

    /** The node of a whole item. */
    static RuleNode ofItem(RuleTree tree, Unlisted unlisted, Derivation derivation, KeySchema key) {
        Map<String, RuleNode> attributes = new LinkedHashMap<>();
        tree.members().forEach((name, inside) -> {
            MaskPath path = MaskPath.ofAttribute(name);
            attributes.put(name, of(path, inside, unlisted, derivation, mostBytes(name, key)));
        });
        return new RuleNode(
                "",
                true,
                Optional.empty(),
                null,
                null,
                unlisted,
                Integer.MAX_VALUE,
                new NameTable<>(attributes),
                null,
                null);
    }

    boolean hasMembers() {
        return everyMember != null || !members.isEmpty();
    }

    /** How messages name a member without a rule: its own name may be personal data. */
    String unnamedPath() {
        return path + ".*";
    }

    private static RuleNode of(MaskPath path, RuleTree tree, Unlisted outer, Derivation derivation, int mostBytes) {
        Unlisted fallback = tree.rule().map(RuleNode::fallback).orElse(outer);
        Map<String, RuleNode> members = new LinkedHashMap<>();
        tree.members()
                .forEach((name, inside) ->
                        members.put(name, inside(path, new Member(name), inside, fallback, derivation)));
        Optional<Rule> rule = tree.rule();
        return new RuleNode(
                path.text(),
                false,
                rule,
                rule.filter(RuleNode::isForSingleValues)
                        .map(each -> each.withSecret(derivation))
                        .orElse(null),
                rule.filter(FixedRule.class::isInstance)
                        .map(each -> Slice.of(((FixedRule) each).typed()))
                        .orElse(null),
                fallback,
                mostBytes,
                new NameTable<>(members),
                tree.every(Every.MEMBER)
                        .map(inside -> inside(path, Every.MEMBER, inside, fallback, derivation))
                        .orElse(null),
                tree.every(Every.ELEMENT)
                        .map(inside -> inside(path, Every.ELEMENT, inside, fallback, derivation))
                        .orElse(null));
    }

    private static RuleNode inside(MaskPath path, Step step, RuleTree tree, Unlisted outer, Derivation derivation) {
        return of(path.then(step), tree, outer, derivation, Integer.MAX_VALUE);
    }

    /**
     * A rule for single values says nothing about what is inside a map or list. So a map or list is refused there,
     * whatever {@code unlisted} says.
     */
    private static Unlisted fallback(Rule rule) {
        if (rule instanceof KeepRule) {
            return Unlisted.KEEP;
        }
        return rule instanceof DropRule ? Unlisted.DROP : Unlisted.REFUSE;
    }

    private static boolean isForSingleValues(Rule rule) {
        return !(rule instanceof KeepRule || rule instanceof DropRule || rule instanceof FixedRule);
    }

    private static int mostBytes(String attribute, KeySchema key) {
        if (key.partition().stream().map(KeyAttribute::name).anyMatch(attribute::equals)) {
            return MOST_PARTITION_KEY_BYTES;
        }
        boolean isSort = key.sort().stream().map(KeyAttribute::name).anyMatch(attribute::equals);
        return isSort ? MOST_SORT_KEY_BYTES : Integer.MAX_VALUE;
    }
}
