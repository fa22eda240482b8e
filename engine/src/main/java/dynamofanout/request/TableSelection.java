// SPDX-License-Identifier: Apache-2.0
package dynamofanout.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a set, as names and patterns.
 *
 * @param tables names, ARNs and patterns with {@code *}, at least one
 * @param except names and patterns of tables that are left out
 * @param target a pattern whose one {@code *} is replaced by what the source pattern's {@code *} matched; empty: the
 *     source's names
 */
public record TableSelection(List<String> tables, List<String> except, Optional<String> target) {
    private static final Pattern PATTERN = Pattern.compile("[0-9A-Za-z_.*-]+");

    public TableSelection {
        tables = List.copyOf(tables);
        except = List.copyOf(except);
    }

    /** A table of the set and the table that it is copied into. */
    public record Pair(String source, String target) {}

    static TableSelection read(InputObject request) {
        InputObject source = request.object("source");
        InputObject target = request.object("target");
        source.string("environment");
        target.string("environment");
        List<String> tables = tables(source);
        source.end();
        List<String> except = request.optionalStrings("except").orElse(List.of());
        except.forEach(pattern -> requirePattern("except", pattern));
        Optional<String> renamed = target.optionalString("table");
        target.end();
        renamed.ifPresent(pattern -> requireOneStar(pattern, tables));
        return new TableSelection(tables, except, renamed);
    }

    private static List<String> tables(InputObject source) {
        JsonNode given = source.node().path("table");
        List<String> tables =
                given.isArray() ? source.optionalStrings("table").orElseThrow() : List.of(source.string("table"));
        if (tables.isEmpty()) {
            throw source.wrong("table", "a name, a pattern with * or a list of at least one of them");
        }
        if (!given.isArray() && !isPattern(tables.get(0))) {
            throw source.wrong(
                    "table", "a pattern with * or a list where except, tablesAtOnce or skipRefused is given");
        }
        tables.stream().filter(TableSelection::isPattern).forEach(table -> requirePattern(source.at("table"), table));
        return tables;
    }

    private static void requirePattern(String field, String pattern) {
        if (!PATTERN.matcher(pattern).matches()) {
            throw new BadInput(
                    field,
                    field + " must be a name or a pattern of letters, digits, \"_\", \"-\", \".\" and \"*\", got: \""
                            + pattern + "\"");
        }
    }

    private static void requireOneStar(String target, List<String> tables) {
        if (stars(target) != 1 || !PATTERN.matcher(target).matches()) {
            throw new BadInput(
                    "target.table",
                    "target.table must be left out for a set of tables, or be a pattern with one *, got: \"" + target
                            + "\"");
        }
        tables.stream().filter(table -> stars(table) != 1).findFirst().ifPresent(table -> {
            throw new BadInput(
                    "source.table",
                    "source.table must be patterns with one * where target.table is a pattern (" + target + "), got: \""
                            + table + "\"");
        });
    }

    /** Whether it is not known which tables these are before they are listed. */
    public boolean needsListing() {
        return tables.stream().anyMatch(TableSelection::isPattern);
    }

    /**
     * The tables, in the order in which they were written and by the alphabet where a pattern matches several.
     *
     * @param listed names of all tables that there are
     * @throws BadInput if a pattern matches none, or two tables would be copied into one
     */
    public List<Pair> among(List<String> listed) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (String wanted : tables) {
            List<String> found = isPattern(wanted)
                    ? listed.stream()
                            .filter(name -> star(wanted, name).isPresent())
                            .sorted()
                            .toList()
                    : List.of(wanted);
            if (found.isEmpty()) {
                throw new BadInput(
                        "source.table",
                        "source.table must match a table, got: \"" + wanted + "\", which matches none of the "
                                + listed.size() + " tables that may be read");
            }
            found.stream()
                    .filter(name -> !isExcepted(name))
                    .forEach(name -> pairs.putIfAbsent(plainName(name), new Pair(name, target(wanted, name))));
        }
        if (pairs.isEmpty()) {
            throw new BadInput("except", "except must leave at least one table, got: " + String.join(", ", except));
        }
        requireOwnTargets(pairs.values().stream().toList());
        return List.copyOf(pairs.values());
    }

    /** Patterns of {@code except} that leave nothing out. */
    public List<String> idleExceptions(List<String> listed) {
        return except.stream()
                .filter(pattern -> Stream.concat(
                                listed.stream(), tables.stream().map(TableSelection::plainName))
                        .noneMatch(name -> star(pattern, name).isPresent()))
                .toList();
    }

    private boolean isExcepted(String table) {
        return except.stream()
                .anyMatch(pattern -> star(pattern, plainName(table)).isPresent());
    }

    private String target(String wanted, String table) {
        return target.map(pattern -> pattern.replace("*", star(wanted, table).orElseThrow()))
                .orElseGet(() -> plainName(table));
    }

    private static void requireOwnTargets(List<Pair> pairs) {
        Map<String, Pair> byTarget = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            Pair other = byTarget.putIfAbsent(pair.target(), pair);
            if (other != null) {
                throw new BadInput(
                        "target.table",
                        "target.table must give each table one of its own, but " + other.source() + " and "
                                + pair.source() + " would both be copied into " + pair.target());
            }
        }
    }

    /** What the stars of the pattern stand for in the name, if it fits: that of the first one. */
    private static Optional<String> star(String pattern, String name) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("(.*)"));
        Matcher matcher = Pattern.compile(regex).matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.groupCount() == 0 ? "" : matcher.group(1));
    }

    private static boolean isPattern(String table) {
        return table.contains("*");
    }

    private static long stars(String pattern) {
        return pattern.chars().filter(c -> c == '*').count();
    }

    private static String plainName(String table) {
        return table.substring(table.lastIndexOf('/') + 1);
    }

    /** {@code App-*, Orders without App-tmp-*}, for people. */
    public String words() {
        return String.join(", ", tables) + (except.isEmpty() ? "" : " without " + String.join(", ", except));
    }

    void writeTo(ObjectNode request) {
        ObjectNode source = request.withObject("/source");
        if (tables.size() == 1 && isPattern(tables.get(0))) {
            source.put("table", tables.get(0));
        } else {
            ArrayNode list = source.putArray("table");
            new ArrayList<>(tables).forEach(list::add);
        }
        ObjectNode to = request.withObject("/target");
        to.remove("table");
        target.ifPresent(pattern -> to.put("table", pattern));
        if (!except.isEmpty()) {
            except.forEach(request.putArray("except")::add);
        }
    }
}
