// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.KeySchema;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.LeftOut;
import dynamofanout.mask.MaskOutcome.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks the rules for a table with a sample of its items. The findings are sentences. They contain no values, and no
 * names of map members that may be data.
 */
public final class MaskCheck {
    private final TableMask mask;
    private final KeySchema key;
    private final Map<String, KeySchema> indexes;

    /**
     * A check of the rules for a table.
     *
     * @param indexes keys of the table's indexes by their names
     */
    public MaskCheck(TableMask mask, KeySchema key, Map<String, KeySchema> indexes) {
        this.mask = mask;
        this.key = key;
        this.indexes = Map.copyOf(indexes);
    }

    /**
     * What is wrong or missing, the most serious first: rules of keys, items that would be refused or left out, paths
     * without a rule, rules that match nothing in the sample.
     *
     * @param secret the mask's own, or any other: only collisions within sets depend on it
     */
    public List<String> findings(List<Slice> sample, Secret secret) {
        List<String> findings = new ArrayList<>(new KeyRules(mask).refusals(key, indexes));
        findings.addAll(outcomes(sample, secret));
        List<List<Slice>> byShape = byShape(sample);
        for (int i = 0; i < byShape.size(); i++) {
            findings.addAll(paths(byShape.get(i), mask.ruleSets().get(i), where(i)));
        }
        return findings;
    }

    /**
     * How often a rule applies to a sample.
     *
     * @param items about how many items it is applied to
     */
    public record RuleUse(String path, String rule, int items) {}

    /** All rules in the order of the file, with the number of sample items that they apply to. */
    public List<RuleUse> uses(List<Slice> sample) {
        List<RuleUse> uses = new ArrayList<>();
        List<List<Slice>> byShape = byShape(sample);
        for (int i = 0; i < byShape.size(); i++) {
            Map<MaskPath, Rule> rules = mask.ruleSets().get(i);
            Map<MaskPath, Integer> items = new LinkedHashMap<>();
            MaskSuggestion.survey(byShape.get(i), names(rules)).leaves(Optional.empty(), leaf -> rules.keySet().stream()
                    .filter(rule -> covers(rule, leaf.path()))
                    .forEach(rule -> items.merge(rule, leaf.value().items(), Math::max)));
            String where = where(i);
            rules.forEach(
                    (path, rule) -> uses.add(new RuleUse(path + where, rule.word(), items.getOrDefault(path, 0))));
        }
        return uses;
    }

    /** Why items of the sample would not arrive, one sentence per reason. */
    public List<String> outcomes(List<Slice> sample, Secret secret) {
        Masker masker = Masker.of(mask, secret, key);
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (Slice item : sample) {
            MaskOutcome outcome = masker.mask(item);
            if (outcome instanceof Refused refused) {
                reasons.merge("would be refused: " + refused.reason(), 1, Integer::sum);
            } else if (outcome instanceof LeftOut) {
                reasons.merge("would be left out, since they fit none of the mask's items", 1, Integer::sum);
            }
        }
        List<String> findings = new ArrayList<>();
        reasons.forEach((reason, count) -> findings.add(count + " of " + sample.size() + " sampled items " + reason));
        return findings;
    }

    private List<List<Slice>> byShape(List<Slice> sample) {
        List<List<Slice>> byShape = new ArrayList<>();
        mask.ruleSets().forEach(rules -> byShape.add(new ArrayList<>()));
        var chooser = new ShapeChooser(mask.shapes());
        for (Slice item : sample) {
            OptionalInt place = mask.hasShapes() ? chooser.choose(item) : OptionalInt.of(0);
            place.ifPresent(shape -> byShape.get(shape).add(item));
        }
        return byShape;
    }

    private List<String> paths(List<Slice> items, Map<MaskPath, Rule> rules, String where) {
        if (items.isEmpty()) {
            return List.of(
                    where.isEmpty()
                            ? "the sample has no items: the rules could not be checked"
                            : "nothing in the sample is" + where + ": their rules could not be checked");
        }
        List<String> findings = new ArrayList<>();
        Set<MaskPath> matched = new LinkedHashSet<>();
        MaskSuggestion.survey(items, names(rules)).leaves(Optional.empty(), leaf -> {
            List<MaskPath> covering = rules.keySet().stream()
                    .filter(rule -> covers(rule, leaf.path()))
                    .toList();
            matched.addAll(covering);
            boolean isCovered = covering.stream()
                    .anyMatch(rule -> rule.steps().size() == leaf.path().steps().size() || isForWhole(rules, rule));
            if (!isCovered) {
                findings.add(leaf.path() + where + " has no rule ("
                        + leaf.value().items() + " of " + items.size() + " sampled items have it; unlisted: "
                        + mask.unlisted().word() + ")");
            }
        });
        rules.keySet().stream()
                .filter(rule -> !matched.contains(rule))
                .forEach(rule -> findings.add("nothing in the sample matches the rule for " + rule + where));
        return findings;
    }

    /** Names in the file are known not to be data. */
    private static Set<String> names(Map<MaskPath, Rule> rules) {
        return rules.keySet().stream()
                .flatMap(path -> path.steps().stream())
                .filter(MaskPath.Member.class::isInstance)
                .map(step -> ((MaskPath.Member) step).name())
                .collect(Collectors.toSet());
    }

    private static boolean isForWhole(Map<MaskPath, Rule> rules, MaskPath path) {
        Rule rule = rules.get(path);
        return rule instanceof KeepRule || rule instanceof DropRule || rule instanceof FixedRule;
    }

    /** Whether a rule's path leads to the value at a path, or to a value that contains it. */
    private static boolean covers(MaskPath rule, MaskPath path) {
        if (rule.steps().size() > path.steps().size()) {
            return false;
        }
        for (int i = 0; i < rule.steps().size(); i++) {
            MaskPath.Step wanted = rule.steps().get(i);
            MaskPath.Step step = path.steps().get(i);
            boolean isMember = wanted == MaskPath.Every.MEMBER && step != MaskPath.Every.ELEMENT;
            if (!wanted.equals(step) && !isMember) {
                return false;
            }
        }
        return true;
    }

    private String where(int shape) {
        if (!mask.hasShapes()) {
            return "";
        }
        Map<String, Wildcard> when = mask.shapes().get(shape).when();
        List<String> conditions = new ArrayList<>();
        when.forEach((name, pattern) -> conditions.add(name + " " + pattern.pattern()));
        return " of items with " + String.join(", ", conditions);
    }
}
