// SPDX-License-Identifier: Apache-2.0
package dynamofanout.set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.run.Counts;
import dynamofanout.run.Next;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import dynamofanout.run.TableSet;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.run.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * The state of a set: the worst verdict of its tables, and the sums of everything else.
 *
 * @param tables in the order of the plan
 */
public record SetSummary(TableSet set, List<TableOutcome> tables) {
    public SetSummary {
        tables = List.copyOf(tables);
    }

    /** As the run store has it, when nobody carries the set out. */
    public static SetSummary of(RunStore store, TableSet set) {
        return new SetSummary(
                set,
                set.runs().stream()
                        .map(member -> TableOutcome.of(set, member, store.find(member.run())))
                        .toList());
    }

    /** The same while somebody carries the set out. */
    public static SetSummary goingOn(RunStore store, TableSet set) {
        return new SetSummary(
                set,
                set.runs().stream()
                        .map(member -> {
                            Optional<RunRecord> record = store.find(member.run());
                            boolean isOver = member.refusal().isPresent()
                                    || record.flatMap(RunRecord::summary).isPresent();
                            return isOver ? TableOutcome.of(set, member, record) : TableOutcome.goingOn(member, record);
                        })
                        .toList());
    }

    /** Whether one of the tables is being copied, or waits for it. */
    public boolean isGoingOn() {
        return tables.stream().anyMatch(table -> table.state().isPresent());
    }

    /** The worst one. */
    public Verdict verdict() {
        return tables.stream()
                .map(TableOutcome::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.COMPLETE);
    }

    /** How many tables have this verdict. */
    public long count(Verdict verdict) {
        return tables.stream()
                .filter(table -> table.state().isEmpty() && table.verdict() == verdict)
                .count();
    }

    /** Sums over all tables. */
    public Totals totals() {
        return tables.stream().map(TableOutcome::totals).reduce(Totals.NONE, Totals::plus);
    }

    /** Read units that planning took of the tables whose runs have ended; they are not in the totals. */
    private double planning() {
        return tables.stream()
                .flatMap(table -> table.summary().stream())
                .mapToDouble(summary -> summary.cost().planning().read())
                .sum();
    }

    /** Sums over all tables; absent where a price is not known. */
    public Summary.Cost cost() {
        return new Summary.Cost(
                sum(Summary.Cost::estimated),
                sum(Summary.Cost::actual),
                sum(Summary.Cost::own),
                Optional.empty(),
                UnitsUsed.NONE);
    }

    private Optional<Double> sum(Function<Summary.Cost, Optional<Double>> part) {
        return tables.stream()
                .flatMap(table -> table.summary().stream())
                .map(summary -> part.apply(summary.cost()))
                .reduce(Optional.of(0.0), (sum, more) -> sum.flatMap(left -> more.map(right -> left + right)));
    }

    /** Seconds of all runs together, whichever went on at the same time. */
    public double seconds() {
        return tables.stream()
                .flatMap(table -> table.summary().stream())
                .mapToDouble(Summary::seconds)
                .sum();
    }

    /** The command that continues, with the limits that would stop it again. */
    public Optional<String> next() {
        if (!verdict().isEnd()) {
            return Optional.of(
                    "fanout resume " + set.id() + limits(" --max-cost ", " --max-refused ", " --max-deletes "));
        }
        return hasRefusedItems() ? Optional.of("fanout replay " + set.id()) : Optional.empty();
    }

    /** The same as an execution's input. */
    public Optional<String> nextRequest() {
        if (!verdict().isEnd()) {
            return Optional.of("{\"resume\": \"" + set.id() + '"'
                    + limits(", \"maxCost\": ", ", \"maxRefused\": ", ", \"maxDeletes\": ") + "}");
        }
        return hasRefusedItems() ? Optional.of("{\"replay\": \"" + set.id() + "\"}") : Optional.empty();
    }

    private boolean hasRefusedItems() {
        return tables.stream()
                .flatMap(table -> table.summary().flatMap(Summary::next).stream())
                .anyMatch(Next.Replay.class::isInstance);
    }

    private String limits(String costOption, String refusedOption, String deletesOption) {
        return highest(Next.Limit.COST).map(dollars -> costOption + maxCost()).orElse("")
                + highest(Next.Limit.REFUSED)
                        .map(items -> refusedOption + items.toPlainString())
                        .orElse("")
                + highest(Next.Limit.DELETES)
                        .map(items -> deletesOption + items.toPlainString())
                        .orElse("");
    }

    /** What was spent, and what the tables that are not through were estimated at. */
    private String maxCost() {
        double dollars = 0;
        for (TableOutcome table : tables) {
            dollars += table.summary()
                            .flatMap(summary -> summary.cost().actual())
                            .orElse(0.0)
                    + (table.verdict().isEnd() ? 0 : table.member().dollars().orElse(0.0));
        }
        return BigDecimal.valueOf(dollars).setScale(6, RoundingMode.UP).toPlainString();
    }

    private Optional<BigDecimal> highest(Next.Limit limit) {
        return tables.stream()
                .flatMap(table -> table.summary().flatMap(Summary::next).stream())
                .flatMap(next -> next instanceof Next.Resume resume ? resume.limit().stream() : null)
                .filter(higher -> higher.limit() == limit)
                .map(higher -> new BigDecimal(higher.value()))
                .max(Comparator.naturalOrder());
    }

    /** JSON in the shape that docs/reference.md describes. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("setId", set.id().text())
                .put("verdict", verdict().word());
        var list = json.putArray("tables");
        tables.forEach(table -> list.add(table.json()));
        Counts counts = totals().counts();
        UnitsUsed units = totals().units();
        json.set("counts", counts.json());
        json.set("units", units.json().put("planning", planning()));
        ObjectNode costs = json.putObject("cost");
        cost().estimated().ifPresent(dollars -> costs.put("estimated", dollars));
        cost().actual().ifPresent(dollars -> costs.put("actual", dollars));
        cost().own().ifPresent(dollars -> costs.put("own", dollars));
        json.put("seconds", seconds());
        next().ifPresent(command -> json.put("next", command));
        return json;
    }

    /** {@code 3 complete, 1 stopped}. */
    public String verdicts() {
        var words = new StringJoiner(", ");
        for (String state : List.of(TableOutcome.GOING_ON, TableOutcome.WAITING)) {
            long count = tables.stream()
                    .filter(table -> table.state().filter(state::equals).isPresent())
                    .count();
            if (count > 0) {
                words.add(String.format(Locale.ROOT, "%,d %s", count, state));
            }
        }
        for (Verdict verdict : Verdict.values()) {
            if (count(verdict) > 0) {
                words.add(String.format(Locale.ROOT, "%,d %s", count(verdict), verdict.word()));
            }
        }
        return words.toString();
    }
}
