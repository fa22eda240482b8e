// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The store of everything about runs: requests, plans, checkpoints, control. It is the only source of truth about them.
 * All methods may be called from any thread. Each method either does everything it says, or throws and leaves the store
 * unchanged. Failures of the store itself are {@link StoreFailed}.
 */
public interface RunStore {
    /** Stores a new run; false when the id is taken. */
    boolean create(RunId run, Request request, Plan plan, Control control);

    /** The run; where it has created its target, that is the plan's target. */
    Optional<RunRecord> find(RunId run);

    /**
     * A run that was stored before.
     *
     * @throws StoreFailed if it is not there
     */
    default RunRecord existing(RunId run) {
        return find(run).orElseThrow(() -> new StoreFailed("run " + run + " is not in the run store"));
    }

    /** The latest runs and sets, newest first; of a set itself, none of its runs. */
    List<RunId> latest(int most);

    /** Of the segments that were claimed at least once, in any order. */
    List<Checkpoint> checkpoints(RunId run);

    /**
     * The segment's state as it stands, without claiming it; absent when nobody ever claimed it.
     */
    Optional<Checkpoint> checkpoint(RunId run, int segment);

    /**
     * Claims a segment for a worker: checks that the execution owns the run and that nothing stops it, and in the same
     * step writes the checkpoint with the next epoch.
     *
     * @throws NotOwner if another execution owns the run
     */
    Claim claim(RunId run, int segment, String execution, String worker);

    /**
     * Saves the worker's next checkpoint and adds to the run's totals. Saving the same checkpoint again, after an answer
     * was lost, is answered as if for the first time.
     *
     * @param added what the totals grow by since the worker's last save
     * @return control as it stands now
     * @throws NotOwner if another execution owns the run
     * @throws Superseded if another worker has claimed the segment, the claim has ended, or the checkpoint is not the next
     *     in line
     */
    Control save(RunId run, Checkpoint next, Totals added);

    /**
     * Marks a segment as given up; its cursor stays, and a worker that still holds it is superseded. Does nothing when the
     * segment is done or has ended in this execution, or the execution does not own the run.
     */
    void abandon(RunId run, int segment, String execution, Failure why);

    Control control(RunId run);

    /** Changes control as one step that loses no other change; the function may be called more than once. */
    Control adjust(RunId run, UnaryOperator<Control> change);

    /**
     * Makes another execution the owner, if the former one still is; the former one's summary goes.
     *
     * @return false when it is not
     */
    boolean own(RunId run, String formerOwner, UnaryOperator<Control> change);

    /** Keeps lines under their name; of a kind that is written once, writing them again changes nothing. */
    void keepLines(RunLines which, List<String> lines);

    /**
     * Lines that were kept.
     *
     * @throws StoreFailed if they are not there
     */
    List<String> lines(RunLines which);

    /** All lines of a kind, in the order of their names. */
    List<String> allLines(RunId run, RunLines.Kind kind);

    /** How sentences name the lines. */
    String words(RunLines which);

    /** How people find lines: a file's path, or what the names of all of that kind begin with. */
    String where(RunLines which);

    /** Keeps refused items under a name that a checkpoint will list. Writing the same part again changes nothing. */
    default void keepRefused(RunId run, String part, List<RefusedItem> items) {
        keepLines(
                RunLines.refused(run, part),
                items.stream().map(item -> item.json().toString()).toList());
    }

    default List<RefusedItem> refused(RunId run, String part) {
        RunLines which = RunLines.refused(run, part);
        return lines(which).stream()
                .map(line -> RefusedItem.read(StoredJson.parse(words(which), line)))
                .toList();
    }

    /** How people find that part: a file's path, or what the names of all such parts of the run begin with. */
    default String whereRefused(RunId run, String part) {
        return where(RunLines.refused(run, part));
    }

    /**
     * Keeps keys on which the tables differ, under a name that a checkpoint will list. Writing the same part again changes
     * nothing.
     */
    default void keepDifferences(RunId run, String part, List<Difference> differences) {
        keepLines(
                RunLines.differences(run, part),
                differences.stream().map(each -> each.json().toString()).toList());
    }

    default List<Difference> differences(RunId run, String part) {
        RunLines which = RunLines.differences(run, part);
        return lines(which).stream()
                .map(line -> Difference.read(StoredJson.parse(words(which), line)))
                .toList();
    }

    /** Keeps the keys (DynamoDB JSON) of a segment that is a chunk of keys. */
    default void keepKeys(RunId run, int segment, List<String> keys) {
        keepLines(RunLines.keys(run, segment), keys);
    }

    default List<String> keys(RunId run, int segment) {
        return lines(RunLines.keys(run, segment));
    }

    /** Marks refused items of {@code run} as settled by {@code replay}. */
    default void settle(RunId run, RunId replay, List<String> keys) {
        keepLines(RunLines.settled(run, replay), keys);
    }

    /** Keys that replays have settled, as they were given to {@link #settle}. */
    default List<String> settled(RunId run) {
        return allLines(run, RunLines.Kind.SETTLED);
    }

    /**
     * Keeps how far the backup before the run's first write has come. Does nothing when one that is ready is kept already:
     * a later one would hold what the run has written.
     *
     * @throws NotOwner if another execution owns the run
     */
    void keepBackup(RunId run, String execution, Backup backup);

    /** The backup of the target, ready or not; absent when none was begun. */
    Optional<Backup> backup(RunId run);

    /**
     * Keeps how far the target has come that the run creates. From then on the run's plan has that table as its target.
     *
     * @throws NotOwner if another execution owns the run
     */
    void keepCreation(RunId run, String execution, Creation creation);

    /** The target that the run creates; absent when that was not begun. */
    Optional<Creation> creation(RunId run);

    void finish(RunId run, Summary summary);

    /** Keeps how far the run is now. The store says the time. */
    void keepSample(RunId run, Control control);

    /** All samples of the run, oldest first. */
    List<RunSample> samples(RunId run);

    /** Stores a new set of tables; false when the id is taken. Its runs are not in the list of runs: it is. */
    boolean createSet(TableSet set);

    Optional<TableSet> findSet(RunId set);

    /** Changes a set as one step that loses no other change; the function may be called more than once. */
    TableSet adjustSet(RunId set, UnaryOperator<TableSet> change);
}
