// SPDX-License-Identifier: Apache-2.0
package dynamofanout.set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.run.Estimate;
import dynamofanout.run.Plan;
import dynamofanout.run.TableSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The plan of a set: the plans of its tables, the tables that were refused, and warnings.
 *
 * @param request a {@link SetRequest}, or the {@link ReplayRequest} of another set
 * @param warnings about the set itself
 */
public record SetPlan(
        RunId set, Request request, List<TablePlan> tables, List<RefusedTable> refused, List<String> warnings) {
    /** Names that one sentence shows. */
    private static final int SHOWN = 5;

    /** One table of the set. */
    public record TablePlan(TableSet.Member member, Plan plan) {}

    /** A table that cannot be copied, and why. */
    public record RefusedTable(String table, String sentence) {}

    public SetPlan {
        tables = List.copyOf(tables);
        refused = List.copyOf(refused);
        warnings = List.copyOf(warnings);
    }

    /** The set that these runs belong to, once it begins. */
    public TableSet begun(Instant startedAt, String owner) {
        List<TableSet.Member> runs = tables.stream()
                .map(table -> new TableSet.Member(
                        table.member().run(),
                        table.member().source(),
                        table.member().target(),
                        table.plan().estimate().dollars(),
                        table.member().original()))
                .toList();
        return new TableSet(set, startedAt, owner, request, runs, Optional.empty(), ceilings(request), limits(request));
    }

    /** Dollars of all tables; absent where one price is not known. */
    public Optional<Double> dollars() {
        return tables.stream()
                .map(table -> table.plan().estimate().dollars())
                .reduce(Optional.of(0.0), (sum, more) -> sum.flatMap(left -> more.map(right -> left + right)));
    }

    /** Of the slowest way through: tables share their time, and the largest is never faster than alone. */
    public double seconds(int tablesAtOnce) {
        double sum = 0;
        double longest = 0;
        for (TablePlan table : tables) {
            Estimate estimate = table.plan().estimate();
            sum += estimate.seconds();
            longest = Math.max(longest, estimate.seconds());
        }
        return Math.max(longest, sum / tablesAtOnce);
    }

    /** Sentences, each with the tables that it is about. */
    public Map<String, List<String>> warningsByTable() {
        Map<String, List<String>> byTable = new LinkedHashMap<>();
        tables.forEach(table -> table.plan().warnings().forEach(warning -> byTable.computeIfAbsent(
                        warning, none -> new ArrayList<>())
                .add(table.plan().source().name())));
        return byTable;
    }

    /** The table's name, also of an ARN. */
    public static String plainName(String table) {
        return table.substring(table.lastIndexOf('/') + 1);
    }

    /** For machines: the plan of each table, and what was left out. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("setId", set.text());
        var list = json.putArray("tables");
        for (TablePlan table : tables) {
            list.addObject()
                    .put("runId", table.member().run().text())
                    .put("table", plainName(table.member().source()))
                    .set("plan", table.plan().json());
        }
        var leftOut = json.putArray("refused");
        refused.forEach(table -> leftOut.addObject().put("table", table.table()).put("reason", table.sentence()));
        dollars().ifPresent(sum -> json.putObject("estimate").put("dollars", sum));
        return json;
    }

    /** {@code App-1, App-2 and 10 more}. */
    public static String names(List<String> tables) {
        String shown = String.join(", ", tables.subList(0, Math.min(SHOWN, tables.size())));
        return shown + (tables.size() > SHOWN ? " and " + (tables.size() - SHOWN) + " more" : "");
    }

    /**
     * Refuses what must not begin: tables that cannot be copied, unless they are to be left out, and too high a price.
     *
     * @throws BadInput with all reasons at once
     */
    public void requireAllowed() {
        boolean skipsRefused = request instanceof SetRequest set && set.skipRefused();
        if (!refused.isEmpty() && (!skipsRefused || tables.isEmpty())) {
            throw new BadInput(refusal(skipsRefused));
        }
        limits(request).maxCost().ifPresent(most -> requireAtMost(most));
    }

    private void requireAtMost(BigDecimal most) {
        double dollars = dollars()
                .orElseThrow(() -> new BadInput(
                        "maxCost",
                        "maxCost cannot be kept, since prices for these Regions are not known: leave it out"));
        if (dollars > most.doubleValue()) {
            throw new BadInput(
                    "maxCost",
                    String.format(
                            Locale.ROOT,
                            "the %d tables are estimated at $%.6f together, more than the $%s of maxCost",
                            tables.size(),
                            dollars,
                            most.toPlainString()));
        }
    }

    private String refusal(boolean skipsRefused) {
        Map<String, List<String>> bySentence = new LinkedHashMap<>();
        refused.forEach(each -> bySentence
                .computeIfAbsent(each.sentence(), none -> new ArrayList<>())
                .add(each.table()));
        var lines = new StringJoiner("\n");
        int all = refused.size() + tables.size();
        lines.add((refused.size() == 1 ? "1 table of " + all : refused.size() + " tables of " + all)
                + " cannot be copied, and nothing was written"
                + (skipsRefused ? ":" : " (--skip-refused, or skipRefused in JSON, leaves such tables out):"));
        bySentence.forEach((sentence, names) -> lines.add("  " + names(names) + ": " + sentence));
        return lines.toString();
    }

    static Ceilings ceilings(Request request) {
        if (request instanceof SetRequest set) {
            return set.each().ceilings();
        }
        return request instanceof ReplayRequest replay ? replay.ceilings() : Ceilings.NONE;
    }

    static Limits limits(Request request) {
        if (request instanceof SetRequest set) {
            return set.each().limits();
        }
        if (request instanceof ReplayRequest replay) {
            return replay.limits();
        }
        throw new IllegalArgumentException("a set must begin with a copy or a replay, got: " + request);
    }

    /** The request by which a member is planned: the price limit is for all together. */
    public static Request planned(TableSet set, TableSet.Member member) {
        Limits each = limits(set.request());
        var limits = new Limits(Optional.empty(), each.maxRefused(), each.maxDeletes());
        return of(set.withCeilings(ceilings(set.request())), member, limits);
    }

    /** The request of a member's run, with the limits that it begins with. */
    public static Request of(TableSet set, TableSet.Member member, Limits limits) {
        if (set.request() instanceof SetRequest copies) {
            return copies.of(member.source(), member.target(), set.ceilings(), limits);
        }
        return new ReplayRequest(member.original().orElseThrow(), set.ceilings(), limits);
    }
}
