// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.TableUse;
import dynamofanout.finish.FinalIdentityCheck;
import dynamofanout.finish.Finisher;
import dynamofanout.finish.LaterSettings;
import dynamofanout.finish.PhaseGate;
import dynamofanout.guard.TargetGuard;
import dynamofanout.input.InputObject;
import dynamofanout.pace.Waiting;
import dynamofanout.request.RunId;
import dynamofanout.run.Phases;
import dynamofanout.run.Phases.Phase;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Summary;
import dynamofanout.run.TableSet;
import dynamofanout.run.Verdict;
import dynamofanout.set.SetSummary;
import dynamofanout.table.OpenTable;
import dynamofanout.worker.TableIdentityCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Handler of the function {@code fanout-finish}, which ends executions and asks whether the next phase may begin. The
 * event {@code {"runId", "execution", "startedAt"}} ends an execution. Its answer is {@code {"verdict", "summary"}}.
 * Unless the verdict is {@code complete}, the answer also has the {@code error} and the {@code cause} that the
 * execution fails with: one sentence that ends with how to continue. The event {@code {"runId", "execution", "phase"}}
 * asks whether a later phase may begin. Its answer is {@code {"run"}}, which has {@code segments} if the phase may
 * begin. The event {@code {"set": SET}} sums up a set whose runs have ended, in the same shape.
 */
public final class FinishHandler implements RequestStreamHandler {
    private final Deployment deployment;

    /** The handler as Lambda creates it. */
    public FinishHandler() {
        this(Deployment.real());
    }

    /** A handler with other surroundings, for tests. */
    public FinishHandler(Deployment deployment) {
        this.deployment = deployment;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        InputObject event = JsonEvent.read(in);
        if (event.has("set")) {
            JsonEvent.answer(out, gather(new RunId(event.string("set"))));
            return;
        }
        var run = new RunId(event.string("runId"));
        String execution = event.string("execution");
        FunctionLog log = deployment.log().about(Map.of("runId", run.text()));
        Optional<Phase> phase = event.optionalChoice("phase", Phase.words()).map(Phase::of);
        if (phase.isPresent()) {
            JsonEvent.answer(out, begin(run, execution, phase.get(), log));
            return;
        }
        Summary summary = finish(run, execution, Instant.parse(event.string("startedAt")));
        log.info("run is " + summary.verdict().word()
                + summary.reason().map(why -> ": " + why).orElse(""));
        JsonEvent.answer(out, answer(summary));
    }

    /** The outcome of each table of a set whose runs have ended. */
    private ObjectNode gather(RunId set) {
        TableSet found = deployment
                .store()
                .findSet(set)
                .orElseThrow(() -> new IllegalArgumentException("set " + set + " is not in the run table"));
        SetSummary summary = SetSummary.of(deployment.store(), found);
        deployment.log().about(Map.of("setId", set.text())).info("set is " + summary.verdicts());
        return SetAnswers.ended(summary);
    }

    /** The next input of the Map. It has no segments if the phase may not begin. */
    private ObjectNode begin(RunId run, String execution, Phase phase, FunctionLog log) {
        boolean mayBegin = new PhaseGate(deployment.store()).mayBegin(run, execution, phase);
        log.info("phase " + phase.word() + (mayBegin ? " begins" : " may not begin"));
        RunRecord record = deployment.store().existing(run);
        MapInput input =
                mayBegin ? MapInput.of(deployment.store(), record, execution, phase) : MapInput.none(record, execution);
        return JsonNodeFactory.instance.objectNode().set("run", input.json());
    }

    private Summary finish(RunId run, String execution, Instant startedAt) {
        RunRecord record = deployment.store().existing(run);
        try {
            TableIdentityCheck identity = identity(record);
            new LaterSettings(
                            deployment.store(),
                            () -> open(record, record.plan().target(), TableUse.CREATE),
                            Waiting.REAL,
                            deployment.chance())
                    .apply(run, execution, identity);
            Duration took = Duration.between(startedAt, deployment.clock().instant());
            Summary summary = new Finisher(deployment.store())
                    .finish(run, execution, FinalIdentityCheck.at(record.plan(), identity, Waiting.REAL), took);
            deployment.lock().unlock(record.plan().target().lockName(), run);
            return summary;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private TableIdentityCheck identity(RunRecord record) {
        Plan plan = record.plan();
        OpenTable source = open(record, plan.source(), TableUse.READ);
        OpenTable target = open(record, plan.target(), TableUse.READ);
        TargetGuard guard = deployment.guard(record.run().text());
        Phases phases = Phases.of(deployment.store(), record.request(), plan.segments());
        return new TableIdentityCheck(
                List.of(
                        new TableIdentityCheck.Pinned(source.items(), plan.source()),
                        new TableIdentityCheck.Pinned(target.items(), plan.target())),
                Duration.ZERO,
                deployment.nanoTime(),
                described -> guard.refusal(plan, phases.mode(), source, target, described));
    }

    private OpenTable open(RunRecord record, PlannedTable planned, TableUse use) {
        return deployment.opener().inSession(record.run().text()).open(planned.environment(), planned.table(), use);
    }

    private static ObjectNode answer(Summary summary) {
        String verdict = summary.verdict().word();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("verdict", verdict);
        if (summary.verdict() != Verdict.COMPLETE) {
            answer.put("error", verdict.substring(0, 1).toUpperCase(Locale.ROOT) + verdict.substring(1))
                    .put("cause", cause(summary));
        }
        return answer.set("summary", summary.json());
    }

    private static String cause(Summary summary) {
        String next = summary.next()
                .map(each -> "; go on by `" + each.command() + "` or an execution with " + each.request())
                .orElse("");
        return "run " + summary.run() + " is " + summary.verdict().word() + ": "
                + summary.reason().orElse("no reason is known") + next;
    }
}
