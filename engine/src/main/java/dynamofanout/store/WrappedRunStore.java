// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Creation;
import dynamofanout.run.Failure;
import dynamofanout.run.Plan;
import dynamofanout.run.RunLines;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import dynamofanout.run.TableSet;
import dynamofanout.run.Totals;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A run store that carries every call out by another, in a way that subclasses decide. Thread-safe as that one is. */
public abstract class WrappedRunStore implements RunStore {
    private final RunStore real;

    protected WrappedRunStore(RunStore real) {
        this.real = real;
    }

    /** Carries a call out. */
    protected abstract <T> T call(Supplier<T> real);

    private void run(Runnable real) {
        call(() -> {
            real.run();
            return true;
        });
    }

    @Override
    public boolean create(RunId run, Request request, Plan plan, Control control) {
        return call(() -> real.create(run, request, plan, control));
    }

    @Override
    public Optional<RunRecord> find(RunId run) {
        return call(() -> real.find(run));
    }

    @Override
    public List<RunId> latest(int most) {
        return call(() -> real.latest(most));
    }

    @Override
    public List<Checkpoint> checkpoints(RunId run) {
        return call(() -> real.checkpoints(run));
    }

    @Override
    public Optional<Checkpoint> checkpoint(RunId run, int segment) {
        return call(() -> real.checkpoint(run, segment));
    }

    @Override
    public Claim claim(RunId run, int segment, String execution, String worker) {
        return call(() -> real.claim(run, segment, execution, worker));
    }

    @Override
    public Control save(RunId run, Checkpoint next, Totals added) {
        return call(() -> real.save(run, next, added));
    }

    @Override
    public void abandon(RunId run, int segment, String execution, Failure why) {
        run(() -> real.abandon(run, segment, execution, why));
    }

    @Override
    public Control control(RunId run) {
        return call(() -> real.control(run));
    }

    @Override
    public Control adjust(RunId run, UnaryOperator<Control> change) {
        return call(() -> real.adjust(run, change));
    }

    @Override
    public boolean own(RunId run, String formerOwner, UnaryOperator<Control> change) {
        return call(() -> real.own(run, formerOwner, change));
    }

    @Override
    public void keepSample(RunId run, Control control) {
        run(() -> real.keepSample(run, control));
    }

    @Override
    public List<RunSample> samples(RunId run) {
        return call(() -> real.samples(run));
    }

    @Override
    public void keepBackup(RunId run, String execution, Backup backup) {
        run(() -> real.keepBackup(run, execution, backup));
    }

    @Override
    public void keepCreation(RunId run, String execution, Creation creation) {
        run(() -> real.keepCreation(run, execution, creation));
    }

    @Override
    public Optional<Creation> creation(RunId run) {
        return call(() -> real.creation(run));
    }

    @Override
    public Optional<Backup> backup(RunId run) {
        return call(() -> real.backup(run));
    }

    @Override
    public boolean createSet(TableSet set) {
        return call(() -> real.createSet(set));
    }

    @Override
    public Optional<TableSet> findSet(RunId set) {
        return call(() -> real.findSet(set));
    }

    @Override
    public TableSet adjustSet(RunId set, UnaryOperator<TableSet> change) {
        return call(() -> real.adjustSet(set, change));
    }

    @Override
    public void finish(RunId run, Summary summary) {
        run(() -> real.finish(run, summary));
    }

    @Override
    public void keepLines(RunLines which, List<String> lines) {
        run(() -> real.keepLines(which, lines));
    }

    @Override
    public List<String> lines(RunLines which) {
        return call(() -> real.lines(which));
    }

    @Override
    public List<String> allLines(RunId run, RunLines.Kind kind) {
        return call(() -> real.allLines(run, kind));
    }

    @Override
    public String words(RunLines which) {
        return call(() -> real.words(which));
    }

    @Override
    public String where(RunLines which) {
        return call(() -> real.where(which));
    }
}
