// SPDX-License-Identifier: Apache-2.0
package dynamofanout.set;

import dynamofanout.environment.CredentialFailure;
import dynamofanout.input.BadInput;
import dynamofanout.plan.Planner;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.request.TableSelection;
import dynamofanout.run.Plan;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunStore;
import dynamofanout.run.TableSet;
import dynamofanout.run.TableSet.Member;
import dynamofanout.set.SetPlan.RefusedTable;
import dynamofanout.set.SetPlan.TablePlan;
import dynamofanout.start.RunStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Plans the tables of a set, {@value #AT_ONCE} at a time. A table that cannot be copied becomes one refusal among
 * others, so that people see all refusals at once. Planning changes nothing.
 */
public final class SetPlanner {
    private static final int AT_ONCE = 8;

    private final Planner planner;
    private final RunStart starts;
    private final RunStore store;

    public SetPlanner(Planner planner, RunStart starts, RunStore store) {
        this.planner = planner;
        this.starts = starts;
        this.store = store;
    }

    /**
     * What the copies would do.
     *
     * @throws BadInput if it cannot be said which tables are meant
     */
    public SetPlan plan(RunId set, SetRequest request) throws InterruptedException {
        return plan(choose(set, request));
    }

    /**
     * What replays of those runs of a set would do that have refused items.
     *
     * @throws BadInput if none has
     */
    public SetPlan plan(RunId set, ReplayRequest request, TableSet original) throws InterruptedException {
        return plan(choose(set, request, original));
    }

    /**
     * The tables that are meant, not planned yet.
     *
     * @param warnings about the choice
     */
    public record Choice(TableSet set, List<String> warnings) {}

    /**
     * Which tables are meant.
     *
     * @throws BadInput if that cannot be said
     */
    public Choice choose(RunId set, SetRequest request) {
        TableSelection selection = request.tables();
        List<String> listed = selection.needsListing() ? planner.tables(request.sourceEnvironment()) : List.of();
        List<TableSelection.Pair> pairs = selection.among(listed);
        if (pairs.size() > TableSet.MOST_TABLES) {
            throw new BadInput(
                    "source.table",
                    "source.table must mean at most " + TableSet.MOST_TABLES + " tables, got: " + pairs.size()
                            + " (copy them in several sets)");
        }
        List<Member> members = new ArrayList<>();
        pairs.forEach(pair -> members.add(new Member(
                set.ofSet(members.size() + 1), pair.source(), pair.target(), Optional.empty(), Optional.empty())));
        List<String> warnings = selection.idleExceptions(listed).stream()
                .map(pattern -> "--except " + pattern + " leaves no table out")
                .toList();
        return new Choice(chosen(set, request, members), warnings);
    }

    /**
     * Which runs of a set are meant by its replay.
     *
     * @throws BadInput if none has refused items
     */
    public Choice choose(RunId set, ReplayRequest request, TableSet original) {
        var refused = new RefusedItems(store);
        List<Member> members = new ArrayList<>();
        original.runs().stream()
                .filter(member -> store.find(member.run()).isPresent() && refused.isAnyOpen(member.run()))
                .forEach(member -> members.add(new Member(
                        set.ofSet(members.size() + 1),
                        member.source(),
                        member.target(),
                        Optional.empty(),
                        Optional.of(member.run()))));
        if (members.isEmpty()) {
            throw new BadInput("no run of set " + original.id() + " has refused items that were not copied since");
        }
        return new Choice(chosen(set, request, members), List.of());
    }

    private static TableSet chosen(RunId set, Request request, List<Member> members) {
        return new TableSet(
                set,
                Instant.EPOCH,
                set.text(),
                request,
                members,
                Optional.empty(),
                SetPlan.ceilings(request),
                SetPlan.limits(request));
    }

    /**
     * What one of the chosen tables would need.
     *
     * @throws BadInput if it cannot be copied
     */
    public Plan plan(TableSet chosen, Member member) {
        return starts.plan(SetPlan.planned(chosen, member));
    }

    private SetPlan plan(Choice choice) throws InterruptedException {
        TableSet chosen = choice.set();
        return plan(chosen, choice.warnings(), member -> plan(chosen, member));
    }

    /**
     * Plans all tables of a set that was chosen.
     *
     * @param planning of one table; a refusal is {@link BadInput} or {@link CredentialFailure}
     */
    public static SetPlan plan(TableSet chosen, List<String> warnings, Function<Member, Plan> planning)
            throws InterruptedException {
        List<TablePlan> tables = new ArrayList<>();
        List<RefusedTable> refused = new ArrayList<>();
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(AT_ONCE, chosen.runs().size()));
        try {
            List<Callable<Plan>> calls = chosen.runs().stream()
                    .<Callable<Plan>>map(member -> () -> planning.apply(member))
                    .toList();
            List<Future<Plan>> answers = threads.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                Member member = chosen.runs().get(i);
                try {
                    tables.add(new TablePlan(member, answers.get(i).get()));
                } catch (ExecutionException e) {
                    refused.add(new RefusedTable(member.source(), sentence(e)));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return new SetPlan(chosen.id(), chosen.request(), tables, refused, warnings);
    }

    /** Why a table cannot be copied, of a plan that was refused; whatever else happens ends the planning of all. */
    private static String sentence(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof BadInput || cause instanceof CredentialFailure) {
            return String.valueOf(cause.getMessage());
        }
        throw cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
