// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads one rule of a mask file strictly. */
final class RuleReader {
    private static final List<String> KINDS =
            List.of("fixed", "token", "email", "shape", "name", "words", "shiftDays", "round", "split");
    private static final String ALLOWED = "\"keep\", \"drop\" or an object with one of " + String.join(", ", KINDS);
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_PREFIX = 100;
    private static final int MOST_WORDS = 100_000;

    /** Longest domain name of the DNS. */
    private static final int LONGEST_DOMAIN = 253;

    private static final String DOMAIN = "(?=.{1," + LONGEST_DOMAIN + "}$)[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+";

    private final UnaryOperator<String> wordFiles;

    RuleReader(UnaryOperator<String> wordFiles) {
        this.wordFiles = wordFiles;
    }

    Rule read(InputObject holder, String field) {
        JsonNode value = holder.optionalNode(field).orElseThrow(() -> holder.wrong(field, ALLOWED));
        if (value.isTextual()) {
            return switch (value.textValue()) {
                case "keep" -> new KeepRule();
                case "drop" -> new DropRule();
                default -> throw holder.wrong(field, ALLOWED);
            };
        }
        if (!value.isObject()) {
            throw holder.wrong(field, ALLOWED);
        }
        InputObject object = holder.object(field);
        List<String> kinds = object.fields().stream().filter(KINDS::contains).toList();
        if (kinds.size() != 1) {
            throw holder.wrong(field, ALLOWED);
        }
        Rule rule = read(object, kinds.get(0), holder, field);
        object.end();
        return rule;
    }

    private Rule read(InputObject object, String kind, InputObject holder, String field) {
        return switch (kind) {
            case "fixed" -> FixedValueReader.read(object, "fixed");
            case "token" -> new TokenRule(label(object, "token"), prefix(object));
            case "email" -> new EmailRule(label(object, "email"), domain(object));
            case "shape" ->
                new ShapeRule(
                        label(object, "shape"),
                        object.optionalInteger("keepFirst", 0, 1_000).orElse(0),
                        object.optionalInteger("keepLast", 0, 1_000).orElse(0));
            case "name" ->
                new NameRule(nameKind(object), object.has("label") ? label(object, "label") : NameRule.DEFAULT_LABEL);
            case "words" -> new WordsRule(words(object), label(object, "label"));
            case "shiftDays" -> shiftDays(object);
            case "round" ->
                new RoundRule(
                        object.optionalPositive("round").orElseThrow(() -> object.wrong("round", "a number above 0")));
            default -> split(object, holder.at(field));
        };
    }

    private static String label(InputObject object, String field) {
        String label = object.string(field);
        if (label.length() > LONGEST_LABEL) {
            throw object.wrong(field, "a label of at most " + LONGEST_LABEL + " characters");
        }
        return label;
    }

    private static String prefix(InputObject object) {
        String prefix = object.optionalString("prefix").orElse("");
        if (prefix.length() > LONGEST_PREFIX) {
            throw object.wrong("prefix", "a text of at most " + LONGEST_PREFIX + " characters");
        }
        return prefix;
    }

    private static String domain(InputObject object) {
        String domain = object.optionalString("domain").orElse(EmailRule.NOWHERE);
        if (!domain.matches(DOMAIN)) {
            throw object.wrong("domain", "a domain such as " + EmailRule.NOWHERE);
        }
        return domain;
    }

    private static NameRule.Kind nameKind(InputObject object) {
        return object.optionalChoice("name", List.of("first", "last", "full"))
                .map(word -> NameRule.Kind.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> object.wrong("name", "one of first, last, full"));
    }

    private List<String> words(InputObject object) {
        String file = object.string("words");
        String text;
        try {
            text = wordFiles.apply(file);
        } catch (BadInput e) {
            throw new BadInput(
                    object.at("words"), object.at("words") + " must be a file that can be read: " + e.sentence());
        }
        Set<String> words = new LinkedHashSet<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(words::add);
        if (words.size() < 2 || words.size() > MOST_WORDS) {
            throw new BadInput(
                    object.at("words"),
                    object.at("words") + " must be a file with 2 to " + MOST_WORDS + " different lines, got: "
                            + words.size() + " in " + file);
        }
        return new ArrayList<>(words);
    }

    private static ShiftDaysRule shiftDays(InputObject object) {
        int days = object.optionalInteger("shiftDays", 1, ShiftDaysRule.MOST_DAYS)
                .orElseThrow(() -> object.wrong("shiftDays", "a whole number from 1 to " + ShiftDaysRule.MOST_DAYS));
        MaskPath by = MaskPath.parse(object.at("by"), object.string("by"));
        if (!by.isSingle()) {
            throw object.wrong("by", "a path to one value, without [] and *");
        }
        return new ShiftDaysRule(days, by);
    }

    private SplitRule split(InputObject object, String at) {
        JsonNode separator = object.optionalNode("split").orElseThrow(() -> object.wrong("split", "a text"));
        if (!separator.isTextual() || separator.textValue().isEmpty()) {
            throw object.wrong("split", "a text that is not empty, such as \"#\"");
        }
        InputObject parts = object.list("parts");
        if (parts.fields().isEmpty()) {
            throw object.wrong("parts", "a list of at least one rule");
        }
        List<Rule> rules = new ArrayList<>();
        for (String field : parts.fields()) {
            Rule rule = read(parts, field);
            requirePart(parts, field, rule, separator.textValue());
            rules.add(rule);
        }
        if (rules.stream().allMatch(KeepRule.class::isInstance)) {
            throw new BadInput(at, at + " must have a part that is not kept (\"keep\" for all of it), got: all kept");
        }
        return new SplitRule(separator.textValue(), rules);
    }

    private static void requirePart(InputObject parts, String field, Rule rule, String separator) {
        boolean isText = !(rule instanceof FixedRule fixed) || fixed.text().isPresent();
        if (rule instanceof DropRule || !rule.takes().contains(ScalarType.S) || !isText) {
            throw parts.wrong(field, "a rule that makes a string of a string (not drop, round or another fixed value)");
        }
        if (rule instanceof SplitRule inner && inner.separator().chars().anyMatch(c -> separator.indexOf(c) >= 0)) {
            throw parts.wrong(
                    field, "split by a text that shares no character with the one around it, \"" + separator + "\"");
        }
    }
}
