// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Backup;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Creation;
import dynamofanout.run.Failure;
import dynamofanout.run.Plan;
import dynamofanout.run.Proposal;
import dynamofanout.run.RunLines;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import dynamofanout.run.RunStore;
import dynamofanout.run.StoredJson;
import dynamofanout.run.Summary;
import dynamofanout.run.TableSet;
import dynamofanout.run.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The run store in a DynamoDB table, the run table. A run's parts have its id as partition key, and a list has all
 * runs. Every part is kept for a certain time after its last write. A call whose answer is lost fails, whether or not
 * it was carried out, and may safely be repeated. Thread-safe.
 */
public final class DynamoDbRunStore implements RunStore {
    private static final int FORMAT = 1;

    private final RunTableItems table;
    private final ChunkedDocuments documents;
    private final SegmentWrites segments;
    private final ControlWrites control;
    private final RunIndex list;
    private final PreparationWrites preparations;
    private final RunExpiry expiry;
    private final SetWrites sets;

    public DynamoDbRunStore(RunTableItems table) {
        this.table = table;
        this.documents = new ChunkedDocuments(table);
        this.expiry = new RunExpiry(table);
        this.segments = new SegmentWrites(table, expiry);
        this.control = new ControlWrites(table);
        this.list = new RunIndex(table);
        this.preparations = new PreparationWrites(table, documents);
        this.sets = new SetWrites(table, documents);
    }

    @Override
    public boolean create(RunId run, Request request, Plan plan, Control first) {
        Instant startedAt = table.clock().instant();
        ObjectNode started =
                JsonNodeFactory.instance.objectNode().put("format", FORMAT).put("startedAt", startedAt.toString());
        started.set("request", request.json());
        RunPart item = expiry.renewed(ControlItem.of(run, first, table.newToken()));
        RunTransaction creation = table.transaction(item.key())
                .put(item, Condition.ABSENT)
                .put(documents.prepare(PartKey.request(run), started.toString()))
                .put(documents.prepare(PartKey.plan(run), plan.json().toString()));
        boolean isOfSet = sets.isOfSet(run);
        boolean isDone = (isOfSet ? creation : creation.put(RunIndex.entry(run, startedAt))).commit();
        return isDone || isStored(item);
    }

    /** Whether it was created after all, the answer having been lost. */
    private boolean isStored(RunPart item) {
        return table.reads()
                .get(item.key())
                .filter(found -> found.text(ControlItem.VERSION).equals(item.text(ControlItem.VERSION)))
                .isPresent();
    }

    @Override
    public Optional<RunRecord> find(RunId run) {
        PartKey request = PartKey.request(run);
        Map<PartKey, RunPart> found =
                table.reads().getAll(List.of(PartKey.control(run), request, PartKey.plan(run), PartKey.summary(run)));
        if (!found.containsKey(PartKey.control(run))) {
            return Optional.empty();
        }
        Plan planned = required(found, PartKey.plan(run), Plan.FORMAT, Plan::read);
        Plan plan = planned.creation()
                .flatMap(toCreate -> creation(run))
                .flatMap(Creation::made)
                .map(planned::withTarget)
                .orElse(planned);
        return Optional.of(required(
                found,
                request,
                FORMAT,
                started -> new RunRecord(
                        run,
                        Instant.parse(started.path("startedAt").asText()),
                        Request.read(InputObject.of("the stored request of run " + run, started.path("request"))),
                        plan,
                        ControlItem.read(part(found, PartKey.control(run)).orElseThrow(), table.name()),
                        part(found, PartKey.summary(run))
                                .map(part -> parsed(part, FORMAT, json -> Summary.read(json, plan))))));
    }

    @Override
    public List<RunId> latest(int most) {
        return list.latest(most);
    }

    @Override
    public List<Checkpoint> checkpoints(RunId run) {
        return table.reads().startingWith(run.text(), PartKey.SEGMENTS).stream()
                .map(part -> CheckpointItem.read(part, table.name()).checkpoint())
                .toList();
    }

    @Override
    public Optional<Checkpoint> checkpoint(RunId run, int segment) {
        return table.reads().get(PartKey.segment(run, segment)).map(part -> CheckpointItem.read(part, table.name())
                .checkpoint());
    }

    @Override
    public Claim claim(RunId run, int segment, String execution, String worker) {
        return segments.claim(run, segment, execution, worker);
    }

    @Override
    public Control save(RunId run, Checkpoint next, Totals added) {
        return segments.save(run, next, added);
    }

    @Override
    public void abandon(RunId run, int segment, String execution, Failure why) {
        segments.abandon(run, segment, execution, why);
    }

    @Override
    public Control control(RunId run) {
        return control.read(run);
    }

    @Override
    public Control adjust(RunId run, UnaryOperator<Control> change) {
        return control.adjust(run, change);
    }

    @Override
    public boolean own(RunId run, String formerOwner, UnaryOperator<Control> change) {
        boolean isOwned = control.own(run, formerOwner, change);
        if (isOwned) {
            renew(run);
        }
        return isOwned;
    }

    @Override
    public void keepLines(RunLines which, List<String> lines) {
        PartKey key = PartKey.lines(which);
        String text = String.join("\n", lines);
        if (which.kind().isWrittenOnce()) {
            documents.writeOnce(key, text);
        } else {
            documents.write(key, text);
        }
    }

    @Override
    public List<String> lines(RunLines which) {
        return documents.read(PartKey.lines(which)).lines().toList();
    }

    @Override
    public List<String> allLines(RunId run, RunLines.Kind kind) {
        List<String> all = new ArrayList<>();
        documents.readAll(run, PartKey.prefix(kind)).forEach(text -> text.lines()
                .forEach(all::add));
        return all;
    }

    @Override
    public String words(RunLines which) {
        return PartKey.lines(which).words();
    }

    /** The same for all lines of a kind: they are found by what their names begin with. */
    @Override
    public String where(RunLines which) {
        return table.name() + "/" + which.run() + "/" + PartKey.prefix(which.kind());
    }

    @Override
    public void keepBackup(RunId run, String execution, Backup backup) {
        preparations.keep(run, execution, backup);
    }

    @Override
    public Optional<Backup> backup(RunId run) {
        return table.reads().get(PartKey.backup(run)).map(part -> parsed(part, Backup.FORMAT, Backup::read));
    }

    @Override
    public void keepCreation(RunId run, String execution, Creation creation) {
        preparations.keep(run, execution, creation);
    }

    @Override
    public Optional<Creation> creation(RunId run) {
        return table.reads().get(PartKey.creation(run)).map(part -> parsed(part, Creation.FORMAT, Creation::read));
    }

    @Override
    public void finish(RunId run, Summary summary) {
        documents.write(
                PartKey.summary(run), summary.json().put("format", FORMAT).toString());
        renew(run);
    }

    @Override
    public void keepSample(RunId run, Control now) {
        RunSample sample = RunSample.of(table.clock().instant(), now);
        PartKey key = PartKey.sample(run, RunIndex.TIME.format(sample.at()), table.newToken());
        table.put(documents.prepare(key, sample.json().toString()));
    }

    @Override
    public List<RunSample> samples(RunId run) {
        return table.reads().startingWith(run.text(), PartKey.SAMPLES).stream()
                .map(part -> RunSample.read(StoredJson.parse(part.key().words(), documents.text(part))))
                .toList();
    }

    @Override
    public boolean createSet(TableSet set) {
        return sets.create(set);
    }

    @Override
    public Optional<TableSet> findSet(RunId set) {
        return sets.find(set);
    }

    @Override
    public TableSet adjustSet(RunId set, UnaryOperator<TableSet> change) {
        return sets.adjust(set, change);
    }

    /** The run's entry in the list too, which is no part of it; of a set's run the set and its entry. */
    private void renew(RunId run) {
        expiry.renew(run);
        Optional<TableSet> set = run.set().flatMap(sets::find);
        if (set.isPresent()) {
            expiry.renew(set.get().id());
            table.put(RunIndex.entry(set.get().id(), set.get().startedAt()));
            return;
        }
        table.reads()
                .get(PartKey.request(run))
                .map(part -> Instant.parse(StoredJson.parse(part.key().words(), documents.text(part))
                        .path("startedAt")
                        .asText()))
                .ifPresent(startedAt -> table.put(RunIndex.entry(run, startedAt)));
    }

    /** Keeps what was shown to a user, for the execution that will be named like the run. */
    public void propose(RunId run, Request request, Plan plan) {
        documents.write(
                PartKey.proposal(run), new Proposal(request, plan).json().toString());
    }

    public Optional<Proposal> proposal(RunId run) {
        return table.reads().get(PartKey.proposal(run)).map(part -> parsed(part, Proposal.FORMAT, Proposal::read));
    }

    /** Keeps which tables a set is to have, while they are planned. */
    public void proposeSet(TableSet set) {
        documents.write(PartKey.proposedSet(set.id()), set.json().toString());
    }

    public Optional<TableSet> proposedSet(RunId set) {
        return table.reads().get(PartKey.proposedSet(set)).map(part -> parsed(part, TableSet.FORMAT, TableSet::read));
    }

    /** Keeps why a table of a proposed set cannot be copied, in place of its plan. */
    public void proposeRefusal(RunId run, String why) {
        documents.write(PartKey.refusal(run), why);
    }

    public Optional<String> proposedRefusal(RunId run) {
        return documents.find(PartKey.refusal(run));
    }

    private <T> T required(Map<PartKey, RunPart> found, PartKey key, int format, Function<JsonNode, T> reader) {
        return part(found, key)
                .map(part -> parsed(part, format, reader))
                .orElseThrow(() -> StoreFailures.missing(key, table.name()));
    }

    private <T> T parsed(RunPart part, int format, Function<JsonNode, T> reader) {
        return StoredJson.read(part.key().words() + " in table " + table.name(), documents.text(part), format, reader);
    }

    private static Optional<RunPart> part(Map<PartKey, RunPart> found, PartKey key) {
        return Optional.ofNullable(found.get(key));
    }
}
