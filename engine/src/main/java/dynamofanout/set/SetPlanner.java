package dynamofanout.set;

import dynamofanout.environment.CredentialFailure;
import dynamofanout.input.BadInput;
import dynamofanout.plan.Planner;
import dynamofanout.request.Limits;
import dynamofanout.request.ReplayRequest;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import dynamofanout.request.TableSelection;
import dynamofanout.run.RefusedItems;
import dynamofanout.run.RunStore;
import dynamofanout.run.TableSet;
import dynamofanout.set.SetPlan.RefusedTable;
import dynamofanout.set.SetPlan.TablePlan;
import dynamofanout.start.RunStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plans the tables of a set, {@value #AT_ONCE} at a time. A table that cannot be copied is a refusal of its own, so that
 * people learn of all of them at once. Nothing is changed by any of it.
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
        TableSelection selection = request.tables();
        List<String> listed = selection.needsListing() ? planner.tables(request.sourceEnvironment()) : List.of();
        List<TableSelection.Pair> pairs = selection.among(listed);
        if (pairs.size() > TableSet.MOST_TABLES) {
            throw new BadInput(
                    "source.table",
                    "source.table must mean at most " + TableSet.MOST_TABLES + " tables, got: " + pairs.size()
                            + " (copy them in several sets)");
        }
        Limits all = request.each().limits();
        var limits =
                new Limits(Optional.empty(), all.maxRefused(), all.maxDeletes()); // the price limit is for all together
        List<Wanted> wanted = pairs.stream()
                .map(pair -> new Wanted(
                        pair.source(),
                        pair.target(),
                        Optional.empty(),
                        request.of(pair.source(), pair.target(), request.each().ceilings(), limits)))
                .toList();
        List<String> warnings = selection.idleExceptions(listed).stream()
                .map(pattern -> "--except " + pattern + " leaves no table out")
                .toList();
        return plan(set, request, wanted, warnings);
    }

    /**
     * What replays of those runs of a set would do that have refused items.
     *
     * @throws BadInput if none has
     */
    public SetPlan plan(RunId set, ReplayRequest request, TableSet original) throws InterruptedException {
        var refused = new RefusedItems(store);
        List<Wanted> wanted = original.runs().stream()
                .filter(member -> store.find(member.run()).isPresent() && refused.isAnyOpen(member.run()))
                .map(member -> new Wanted(
                        member.source(),
                        member.target(),
                        Optional.of(member.run()),
                        new ReplayRequest(member.run(), request.ceilings(), request.limits())))
                .toList();
        if (wanted.isEmpty()) {
            throw new BadInput("no run of set " + original.id() + " has refused items that were not copied since");
        }
        return plan(set, request, wanted, List.of());
    }

    private record Wanted(String source, String target, Optional<RunId> original, Request request) {}

    private SetPlan plan(RunId set, Request request, List<Wanted> wanted, List<String> warnings)
            throws InterruptedException {
        List<TablePlan> tables = new ArrayList<>();
        List<RefusedTable> refused = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, wanted.size()));
        try {
            List<Callable<TablePlan>> calls = wanted.stream()
                    .<Callable<TablePlan>>map(table -> () -> new TablePlan(
                            table.source(),
                            table.target(),
                            table.original(),
                            table.request(),
                            starts.plan(table.request())))
                    .toList();
            List<Future<TablePlan>> answers = threads.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                try {
                    tables.add(answers.get(i).get());
                } catch (ExecutionException e) {
                    refused.add(new RefusedTable(wanted.get(i).source(), sentence(e)));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return new SetPlan(set, request, tables, refused, warnings);
    }

    /** Of a refusal; whatever else happens ends the planning of all. */
    private static String sentence(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof BadInput || cause instanceof CredentialFailure) {
            return String.valueOf(cause.getMessage());
        }
        throw cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
