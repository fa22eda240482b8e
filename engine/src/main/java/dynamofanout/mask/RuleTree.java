// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.mask.MaskPath.Every;
import dynamofanout.mask.MaskPath.Member;
import dynamofanout.mask.MaskPath.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one table or entity shape as a tree of their paths. The most exact path wins: a rule for every member
 * applies to a named member only if no rule names that member.
 */
final class RuleTree {
    private Optional<Rule> rule = Optional.empty();
    private final Map<Step, RuleTree> inside = new LinkedHashMap<>();

    private RuleTree() {}

    static RuleTree of(Map<MaskPath, Rule> rules) {
        var root = new RuleTree();
        rules.forEach((path, rule) -> {
            RuleTree tree = root;
            for (Step step : path.steps()) {
                tree = tree.inside.computeIfAbsent(step, s -> new RuleTree());
            }
            tree.rule = Optional.of(rule);
        });
        root.spread();
        return root;
    }

    Optional<Rule> rule() {
        return rule;
    }

    Optional<RuleTree> every(Every step) {
        return Optional.ofNullable(inside.get(step));
    }

    Map<String, RuleTree> members() {
        Map<String, RuleTree> members = new LinkedHashMap<>();
        inside.forEach((step, tree) -> {
            if (step instanceof Member member) {
                members.put(member.name(), tree);
            }
        });
        return members;
    }

    /** Copies rules for every member to the named members. */
    private void spread() {
        every(Every.MEMBER).ifPresent(every -> members().values().forEach(named -> named.fillFrom(every)));
        inside.values().forEach(RuleTree::spread);
    }

    private void fillFrom(RuleTree other) {
        rule = rule.or(() -> other.rule);
        other.inside.forEach((step, tree) ->
                inside.computeIfAbsent(step, s -> new RuleTree()).fillFrom(tree));
    }
}
