// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads one mask file field by field. It continues after a mistake, so that all mistakes are reported at once. Each is
 * a sentence with the file, the line and the field.
 */
final class MaskFileReader {
    private static final JsonNode FORMAT = IntNode.valueOf(1);
    private static final Pattern TABLES = Pattern.compile("[0-9A-Za-z_.*-]{1,255}");

    private final String name;
    private final String json;
    private final UnaryOperator<String> wordFiles;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final RuleReader rules;
    private final List<BadInput> mistakes = new ArrayList<>();
    private Optional<LineNumbers> lines = Optional.empty();

    MaskFileReader(String name, String json, UnaryOperator<String> wordFiles) {
        this.name = name;
        this.json = json;
        this.wordFiles = wordFiles;
        this.rules = new RuleReader(file -> words.computeIfAbsent(file, this.wordFiles));
    }

    /** The mistakes that {@link #read} found. */
    List<BadInput> mistakes() {
        return List.copyOf(mistakes);
    }

    /** The file, if it has no mistake. */
    Optional<MaskFile> read() {
        return attempt(() -> InputObject.parse(name, json)).flatMap(this::read);
    }

    private Optional<MaskFile> read(InputObject file) {
        lines = Optional.of(new LineNumbers(json));
        attempt(() -> format(file));
        Optional<SecretLocation> secret = attempt(() -> SecretLocation.read(file));
        Unlisted unlisted =
                attempt(() -> Unlisted.read(file)).flatMap(read -> read).orElse(Unlisted.REFUSE);
        List<TableMask> tables = new ArrayList<>();
        attempt(() -> file.objects("tables")).ifPresent(objects -> {
            if (objects.isEmpty()) {
                attempt(() -> {
                    throw file.wrong("tables", "an object with at least one table");
                });
            }
            objects.forEach((pattern, table) ->
                    attempt(() -> table(file, pattern, table, unlisted)).ifPresent(tables::add));
        });
        attempt(() -> end(file));
        return mistakes.isEmpty()
                ? secret.map(place -> new MaskFile(name, place, tables, CanonicalRules.of(file.node(), words)))
                : Optional.empty();
    }

    private static boolean format(InputObject file) {
        boolean isKnown = file.optionalNode("format")
                .filter(format -> format.equals(FORMAT))
                .isPresent();
        if (!isKnown) {
            throw file.wrong("format", FORMAT.toString());
        }
        return true;
    }

    private static boolean end(InputObject object) {
        object.end();
        return true;
    }

    private TableMask table(InputObject file, String pattern, InputObject table, Unlisted ofFile) {
        if (!TABLES.matcher(pattern).matches()) {
            throw new BadInput(
                    table.at(""),
                    file.at("tables") + " must have names of tables, in which \"*\" stands for any characters, got: \""
                            + pattern + "\"");
        }
        Unlisted unlisted =
                attempt(() -> Unlisted.read(table)).flatMap(read -> read).orElse(ofFile);
        boolean hasAttributes = table.has("attributes");
        if (hasAttributes == table.has("items")) {
            throw new BadInput(
                    file.at("tables") + "." + pattern,
                    "tables." + pattern + " must have either attributes or items, got: "
                            + (hasAttributes ? "both" : "neither"));
        }
        var mask = hasAttributes
                ? TableMask.ofAllItems(new Wildcard(pattern), unlisted, attributes(table))
                : TableMask.ofShapes(new Wildcard(pattern), unlisted, shapes(table));
        attempt(() -> end(table));
        return mask;
    }

    private List<EntityShape> shapes(InputObject table) {
        InputObject items = table.list("items");
        if (items.fields().isEmpty()) {
            throw table.wrong("items", "a list of at least one object with when and attributes");
        }
        List<EntityShape> shapes = new ArrayList<>();
        for (String place : items.fields()) {
            attempt(() -> items.object(place)).ifPresent(shape -> {
                Map<String, Wildcard> when = attempt(() -> when(shape)).orElse(Map.of());
                shapes.add(new EntityShape(when, attributes(shape)));
                attempt(() -> end(shape));
            });
        }
        return shapes;
    }

    private Map<String, Wildcard> when(InputObject shape) {
        InputObject object = shape.object("when");
        if (object.fields().isEmpty()) {
            throw shape.wrong("when", "an object with at least one attribute, such as {\"PK\": \"CUSTOMER#*\"}");
        }
        Map<String, Wildcard> when = new LinkedHashMap<>();
        for (String attribute : object.fields()) {
            when.put(attribute, new Wildcard(object.string(attribute)));
        }
        return when;
    }

    private Map<MaskPath, Rule> attributes(InputObject holder) {
        Map<MaskPath, Rule> read = new LinkedHashMap<>();
        attempt(() -> holder.object("attributes")).ifPresent(attributes -> {
            for (String text : attributes.fields()) {
                attempt(() -> {
                    MaskPath path = MaskPath.parse(attributes.at(text), text);
                    Rule rule = rules.read(attributes, text);
                    if (read.put(path, rule) != null) {
                        throw new BadInput(
                                attributes.at(text),
                                attributes.at(text) + " must stand once, got: the same path written in two ways");
                    }
                    return path;
                });
            }
            read.keySet().forEach(path -> attempt(() -> requireRuleForWhole(attributes, path, read)));
        });
        return read;
    }

    /** What is inside a value can have its own rules only if the whole value is kept or dropped. */
    private static boolean requireRuleForWhole(InputObject attributes, MaskPath path, Map<MaskPath, Rule> rules) {
        Rule rule = rules.get(path);
        if (rule instanceof KeepRule || rule instanceof DropRule || rule == null) {
            return true;
        }
        rules.keySet().stream()
                .filter(other -> other.isInside(path))
                .findFirst()
                .ifPresent(inside -> {
                    throw new BadInput(
                            attributes.at(path.text()),
                            attributes.at(path.text()) + " must be \"keep\" or \"drop\", since " + inside
                                    + " inside it has a rule of its own, got: " + rule.word());
                });
        return true;
    }

    /** Runs one read. A mistake is recorded with file, line and field. */
    private <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (BadInput e) {
            mistakes.add(placed(e));
            return Optional.empty();
        }
    }

    private BadInput placed(BadInput mistake) {
        String field = mistake.field().orElse("");
        OptionalInt line = lines.map(known -> known.of(field)).orElse(OptionalInt.empty());
        return line.isEmpty()
                ? mistake
                : new BadInput(field, name + ", line " + line.getAsInt() + ": " + mistake.sentence());
    }
}
