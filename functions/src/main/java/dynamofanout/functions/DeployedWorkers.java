// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.Context;
import dynamofanout.copy.CopySettings;
import dynamofanout.copy.GaveUp;
import dynamofanout.copy.ThrottleLog;
import dynamofanout.copy.WorkerRuntime;
import dynamofanout.environment.TableUse;
import dynamofanout.guard.TargetGuard;
import dynamofanout.input.BadInput;
import dynamofanout.mask.Masker;
import dynamofanout.pace.Waiting;
import dynamofanout.request.Mode;
import dynamofanout.request.RunId;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.RunReadOptions;
import dynamofanout.run.RunRecord;
import dynamofanout.table.OpenTable;
import dynamofanout.twin.TwinSettings;
import dynamofanout.worker.AcknowledgedSave;
import dynamofanout.worker.RunPaces;
import dynamofanout.worker.RunSampling;
import dynamofanout.worker.SegmentWorker;
import dynamofanout.worker.TableIdentityCheck;
import dynamofanout.worker.WorkerParts;
import dynamofanout.worker.WorkerSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps a worker for each run that a function's process has recently worked for. The plan and request that it has read
 * never change, and the limits of the tables that it has found also apply to the next segment. Lambda gives a process
 * one event at a time, so only one thread uses it.
 */
final class DeployedWorkers {
    private static final int MOST_RUNS = 8;

    /** With 512 MB: 8 batches of about 1 MB each in the usual case, and as much for pages. */
    private static final int BATCHES_IN_FLIGHT = 8;

    private static final long BYTES_IN_FLIGHT = 8L << 20;
    private static final Duration IDENTITY_AGE = Duration.ofSeconds(10);

    private final Deployment deployment;
    private final Map<String, Work> works = new LinkedHashMap<>();

    DeployedWorkers(Deployment deployment) {
        this.deployment = deployment;
    }

    /** A worker, with the invocation that it currently serves. */
    static final class Work {
        private final SegmentWorker worker;
        private Context context;
        private FunctionLog log;

        private Work(Deployment deployment, RunId run, String execution, Context context, FunctionLog log) {
            this.context = context;
            this.log = log;
            long margin = deployment.settings().margin().toMillis();
            this.worker = new SegmentWorker(
                    parts(
                            deployment,
                            run,
                            execution,
                            sentence -> this.log.info(sentence),
                            saved -> this.log.metrics(saved.metrics())),
                    0,
                    () -> TimeUnit.MILLISECONDS.toNanos(this.context.getRemainingTimeInMillis() - margin));
        }

        SegmentWorker worker() {
            return worker;
        }
    }

    Work of(RunId run, String execution, Context context, FunctionLog log) {
        Work work = works.computeIfAbsent(execution, name -> new Work(deployment, run, execution, context, log));
        work.context = context;
        work.log = log;
        if (works.size() > MOST_RUNS) {
            works.remove(works.keySet().iterator().next());
        }
        return work;
    }

    private static WorkerParts parts(
            Deployment deployment,
            RunId run,
            String execution,
            Consumer<String> notices,
            Consumer<AcknowledgedSave> saves) {
        RunRecord record = deployment.store().existing(run);
        Plan plan = record.plan();
        OpenTable source = open(deployment, execution, plan.source(), TableUse.READ);
        Phases phases = Phases.of(deployment.store(), record.request(), plan.segments());
        TableUse use = phases.mode() == Mode.COMPARE ? TableUse.READ : TableUse.WRITE;
        OpenTable target = open(deployment, execution, plan.target(), use);
        TargetGuard guard = deployment.guard(execution);
        return new WorkerParts(
                run,
                execution,
                plan,
                phases,
                new RunReadOptions(deployment.store()).of(record),
                deployment.store(),
                source.items(),
                target.items(),
                masker(deployment, plan, source, target),
                new TableIdentityCheck(
                        List.of(
                                new TableIdentityCheck.Pinned(source.items(), plan.source()),
                                new TableIdentityCheck.Pinned(target.items(), plan.target())),
                        IDENTITY_AGE,
                        deployment.nanoTime(),
                        described -> guard.refusal(plan, phases.mode(), source, target, described)),
                new RunPaces(
                        RunPaces.Sharing.ONE_WORKER,
                        plan.workers(),
                        phases.checkpoints(),
                        deployment.nanoTime().getAsLong()),
                deployment.calls(),
                Waiting.REAL,
                new WorkerRuntime(deployment.nanoTime(), deployment.chance(), notices),
                new ThrottleLog(notices),
                CopySettings.of(BATCHES_IN_FLIGHT, BYTES_IN_FLIGHT),
                TwinSettings.standard(),
                settings(deployment.settings()),
                saves,
                new RunSampling(
                        deployment.store(),
                        run,
                        RunPaces.Sharing.ONE_WORKER,
                        deployment.chance(),
                        deployment.nanoTime().getAsLong()),
                deployment::newId);
    }

    /** The masker of the deployed policy's mask. A plan with another mask is not carried out. */
    private static Optional<Masker> masker(Deployment deployment, Plan plan, OpenTable source, OpenTable target) {
        try {
            return deployment.masks().masker(plan, source, target);
        } catch (BadInput other) {
            throw GaveUp.onRun(GaveUp.NOT_ALLOWED, other.sentence(), other);
        }
    }

    private static OpenTable open(Deployment deployment, String execution, PlannedTable planned, TableUse use) {
        return deployment.opener().inSession(execution).open(planned.environment(), planned.table(), use);
    }

    private static WorkerSettings settings(FunctionSettings settings) {
        return new WorkerSettings(settings.save(), settings.lease(), settings.takeOver(), IDENTITY_AGE);
    }
}
