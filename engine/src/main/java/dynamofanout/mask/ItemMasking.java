// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.MalformedJson;
import dynamofanout.item.Slice;
import java.util.HashSet;
import java.util.Set;

/**
 * Masks one item. It walks over the item's bytes once, copies unchanged bytes in pieces as long as possible, and writes
 * new values where rules change them.
 */
final class ItemMasking {
    private final Slice item;
    private final ClearItem clear;
    private final Splice splice;

    ItemMasking(Slice item, Output output) {
        this.item = item;
        this.clear = new ClearItem(item);
        this.splice = new Splice(item, output);
    }

    /** @throws RefusedItem with the reason */
    Slice mask(RuleNode rules) {
        members(new JsonWalker(item), rules);
        return splice.finish();
    }

    /** Thrown when nothing of the item may leave. */
    static final class RefusedItem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedItem(String reason) {
            super(reason, null, false, false);
        }
    }

    private void members(JsonWalker walker, RuleNode node) {
        walker.enterObject();
        var row = new Row(splice, walker.position());
        while (walker.nextField()) {
            row.begin(walker.fieldStart());
            Slice name = walker.name();
            RuleNode named = node.members().find(name);
            RuleNode rules = named == null ? node.everyMember() : named;
            boolean isKept = rules == null ? unlisted(walker, node, name) : value(walker, rules);
            row.end(isKept, walker.position());
        }
    }

    private void elements(JsonWalker walker, RuleNode rules) {
        walker.enterArray();
        var row = new Row(splice, walker.position());
        while (walker.nextElement()) {
            row.begin(walker.valueStart());
            boolean isKept = value(walker, rules);
            row.end(isKept, walker.position());
        }
    }

    /** Skips a value that no rule names. False if it is dropped. */
    private static boolean unlisted(JsonWalker walker, RuleNode node, Slice name) {
        if (node.fallback() == Unlisted.REFUSE) {
            String path =
                    node.isAttributeOfItem() ? MaskPath.ofAttribute(name.text()).text() : node.unnamedPath();
            throw new RefusedItem(path + " must have a rule in the mask, got: none");
        }
        walker.skipValue();
        return node.fallback() == Unlisted.KEEP;
    }

    /** Skips a typed value and masks it. False if it is dropped. */
    private boolean value(JsonWalker walker, RuleNode rules) {
        int from = walker.valueStart();
        walker.enterObject();
        if (!walker.nextField()) {
            throw new MalformedJson("an attribute has no value", from);
        }
        ValueType type = ValueType.of(walker.name());
        boolean isKept = content(walker, rules, type);
        if (walker.nextField()) {
            throw new MalformedJson("an attribute has more than one value", from);
        }
        Slice fixed = rules.fixed();
        if (fixed != null && type != ValueType.NULL && !isMaskedInside(rules, type)) {
            splice.replaceFrom(from).copy(fixed.bytes(), fixed.from(), fixed.to());
            splice.resumeAt(walker.position());
        }
        return isKept;
    }

    private static boolean isMaskedInside(RuleNode rules, ValueType type) {
        return (type == ValueType.M && rules.hasMembers()) || (type == ValueType.L && rules.elements() != null);
    }

    private boolean content(JsonWalker walker, RuleNode rules, ValueType type) {
        RuleNode elements = rules.elements();
        ValueMask mask = rules.mask();
        if (type == ValueType.M && rules.hasMembers()) {
            members(walker, rules);
        } else if (type == ValueType.L && elements != null) {
            elements(walker, elements);
        } else if (mask != null && type != ValueType.NULL) {
            masked(walker, rules, mask, type);
        } else {
            walker.skipValue();
            return isKept(rules, type);
        }
        return true;
    }

    private static boolean isKept(RuleNode rules, ValueType type) {
        if (rules.rule().isPresent()) {
            return !(rules.rule().get() instanceof DropRule);
        }
        if (type == ValueType.NULL) {
            return true;
        }
        if (rules.fallback() == Unlisted.REFUSE) {
            throw new RefusedItem(rules.path() + " must have a rule in the mask for type " + type
                    + " (there are rules for what is inside it), got: none");
        }
        return rules.fallback() == Unlisted.KEEP;
    }

    private void masked(JsonWalker walker, RuleNode rules, ValueMask mask, ValueType type) {
        Rule rule = rules.rule().orElseThrow();
        ScalarType scalar = type.scalar()
                .filter(rule.takes()::contains)
                .orElseThrow(() -> new RefusedItem(rules.path() + " must be of a type that rule " + rule.word()
                        + " takes (" + types(rule) + "), got: " + type));
        Output output = splice.replaceFrom(walker.valueStart());
        try {
            if (type.isSet()) {
                set(walker, rules, mask, scalar, output);
            } else {
                output.quoted(scalar(walker, rules, mask, scalar));
            }
        } catch (RefusedByMask refused) {
            throw new RefusedItem(rules.path() + " " + refused.reason());
        }
        splice.resumeAt(walker.position());
    }

    private String scalar(JsonWalker walker, RuleNode rules, ValueMask mask, ScalarType type) {
        String content = JsonStrings.unescape(walker.escapedString()).text();
        String masked = mask.mask(type, content, clear);
        if (masked.length() > rules.mostBytes() / 4
                && type != ScalarType.N
                && CanonicalValue.bytes(type, masked).length > rules.mostBytes()) {
            throw new RefusedByMask(
                    "must have at most " + rules.mostBytes() + " bytes after masking, since it is a key, got: more");
        }
        return masked;
    }

    private void set(JsonWalker walker, RuleNode rules, ValueMask mask, ScalarType type, Output output) {
        Set<String> seen = new HashSet<>();
        walker.enterArray();
        output.add('[');
        while (walker.nextElement()) {
            String masked = scalar(walker, rules, mask, type);
            if (!seen.isEmpty()) {
                output.add(',');
            }
            if (!seen.add(masked)) {
                throw new RefusedByMask("must be a set whose elements stay different under rule "
                        + rules.rule().orElseThrow().word() + ", got: two that become one");
            }
            output.quoted(masked);
        }
        output.add(']');
    }

    private static String types(Rule rule) {
        StringBuilder types = new StringBuilder();
        for (ScalarType type : ScalarType.values()) {
            if (rule.takes().contains(type)) {
                types.append(types.isEmpty() ? "" : ", ")
                        .append(type)
                        .append(", ")
                        .append(type)
                        .append('S');
            }
        }
        return types.toString();
    }
}
