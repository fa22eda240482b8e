package dynamofanout.store;

import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Creation;
import dynamofanout.run.Difference;
import dynamofanout.run.Failure;
import dynamofanout.run.Plan;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import dynamofanout.run.RunStore;
import dynamofanout.run.Summary;
import dynamofanout.run.TableSet;
import dynamofanout.run.Totals;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A run store that does what another does; tests override what shall go wrong. */
public class ForwardingRunStore implements RunStore {
    private final RunStore real;

    public ForwardingRunStore(RunStore real) {
        this.real = real;
    }

    @Override
    public boolean create(RunId run, Request request, Plan plan, Control control) {
        return real.create(run, request, plan, control);
    }

    @Override
    public Optional<RunRecord> find(RunId run) {
        return real.find(run);
    }

    @Override
    public List<RunId> latest(int most) {
        return real.latest(most);
    }

    @Override
    public List<Checkpoint> checkpoints(RunId run) {
        return real.checkpoints(run);
    }

    @Override
    public Optional<Checkpoint> checkpoint(RunId run, int segment) {
        return real.checkpoint(run, segment);
    }

    @Override
    public Claim claim(RunId run, int segment, String execution, String worker) {
        return real.claim(run, segment, execution, worker);
    }

    @Override
    public Control save(RunId run, Checkpoint next, Totals added) {
        return real.save(run, next, added);
    }

    @Override
    public void abandon(RunId run, int segment, String execution, Failure why) {
        real.abandon(run, segment, execution, why);
    }

    @Override
    public Control control(RunId run) {
        return real.control(run);
    }

    @Override
    public Control adjust(RunId run, UnaryOperator<Control> change) {
        return real.adjust(run, change);
    }

    @Override
    public boolean own(RunId run, String formerOwner, UnaryOperator<Control> change) {
        return real.own(run, formerOwner, change);
    }

    @Override
    public void keepRefused(RunId run, String part, List<RefusedItem> items) {
        real.keepRefused(run, part, items);
    }

    @Override
    public List<RefusedItem> refused(RunId run, String part) {
        return real.refused(run, part);
    }

    @Override
    public String whereRefused(RunId run, String part) {
        return real.whereRefused(run, part);
    }

    @Override
    public void keepDifferences(RunId run, String part, List<Difference> differences) {
        real.keepDifferences(run, part, differences);
    }

    @Override
    public List<Difference> differences(RunId run, String part) {
        return real.differences(run, part);
    }

    @Override
    public void keepKeys(RunId run, int segment, List<String> keys) {
        real.keepKeys(run, segment, keys);
    }

    @Override
    public List<String> keys(RunId run, int segment) {
        return real.keys(run, segment);
    }

    @Override
    public void keepSample(RunId run, Control control) {
        real.keepSample(run, control);
    }

    @Override
    public List<RunSample> samples(RunId run) {
        return real.samples(run);
    }

    @Override
    public void settle(RunId run, RunId replay, List<String> keys) {
        real.settle(run, replay, keys);
    }

    @Override
    public List<String> settled(RunId run) {
        return real.settled(run);
    }

    @Override
    public void keepBackup(RunId run, String execution, Backup backup) {
        real.keepBackup(run, execution, backup);
    }

    @Override
    public void keepCreation(RunId run, String execution, Creation creation) {
        real.keepCreation(run, execution, creation);
    }

    @Override
    public Optional<Creation> creation(RunId run) {
        return real.creation(run);
    }

    @Override
    public Optional<Backup> backup(RunId run) {
        return real.backup(run);
    }

    @Override
    public boolean createSet(TableSet set) {
        return real.createSet(set);
    }

    @Override
    public Optional<TableSet> findSet(RunId set) {
        return real.findSet(set);
    }

    @Override
    public TableSet adjustSet(RunId set, UnaryOperator<TableSet> change) {
        return real.adjustSet(set, change);
    }

    @Override
    public void finish(RunId run, Summary summary) {
        real.finish(run, summary);
    }
}
