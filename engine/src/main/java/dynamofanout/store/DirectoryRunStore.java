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
import dynamofanout.run.NotOwner;
import dynamofanout.run.Plan;
import dynamofanout.run.RunLines;
import dynamofanout.run.RunRecord;
import dynamofanout.run.RunSample;
import dynamofanout.run.RunStore;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.StoredJson;
import dynamofanout.run.Summary;
import dynamofanout.run.Superseded;
import dynamofanout.run.TableSet;
import dynamofanout.run.Totals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The run store in a directory. Each run is a directory of JSON files that only their owner can read. The process that
 * carries out a run holds the run's lock ({@link #hold}). {@code control.json} is only written under a second lock, so
 * that other terminals can change ceilings or stop the run. Thread-safe.
 */
public final class DirectoryRunStore implements RunStore {
    private static final String REQUEST = "request.json";
    private static final String PLAN = "plan.json";
    private static final String CONTROL = "control.json";
    private static final String BACKUP = "backup.json";
    private static final String SAMPLES = "samples";
    private static final String CREATION = "creation.json";
    private static final String SUMMARY = "summary.json";
    private static final String SET = "set.json";
    private static final int FORMAT = 1;

    private final Path root;
    private final Clock clock;
    private final RunFiles files = new RunFiles();

    public DirectoryRunStore(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    public Path directory(RunId run) {
        return root.resolve(run.text());
    }

    /**
     * Takes the run for this process until the result is closed or the process dies.
     *
     * @return empty when another process carries the run out
     */
    public Optional<RunHold> hold(RunId run) {
        RunFiles.createDirectory(directory(run));
        return RunLock.of(file(run, "run.lock")).tryHold();
    }

    @Override
    public boolean create(RunId run, Request request, Plan plan, Control control) {
        RunFiles.createDirectory(directory(run));
        return underControlLock(run, () -> {
            if (Files.exists(file(run, CONTROL))) {
                return false;
            }
            ObjectNode started = JsonNodeFactory.instance
                    .objectNode()
                    .put("format", FORMAT)
                    .put("startedAt", clock.instant().toString());
            started.set("request", request.json());
            write(run, REQUEST, started);
            write(run, PLAN, plan.json());
            write(run, CONTROL, control.json());
            return true;
        });
    }

    @Override
    public Optional<RunRecord> find(RunId run) {
        Optional<Control> control = readPart(run, CONTROL, Control.FORMAT, Control::read);
        if (control.isEmpty()) {
            return Optional.empty();
        }
        Plan planned = readPart(run, PLAN, Plan.FORMAT, Plan::read).orElseThrow(() -> missing(run, PLAN));
        Plan plan = planned.creation()
                .flatMap(toCreate -> creation(run))
                .flatMap(Creation::made)
                .map(planned::withTarget)
                .orElse(planned);
        Optional<Summary> summary = readPart(run, SUMMARY, FORMAT, json -> Summary.read(json, plan));
        return Optional.of(readPart(
                        run,
                        REQUEST,
                        FORMAT,
                        started -> new RunRecord(
                                run,
                                startedAt(started),
                                Request.read(
                                        InputObject.of("the stored request of run " + run, started.path("request"))),
                                plan,
                                control.get(),
                                summary))
                .orElseThrow(() -> missing(run, REQUEST)));
    }

    @Override
    public List<RunId> latest(int most) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        record Started(RunId run, Instant at) {}
        return RunFiles.names(root, "").stream()
                .filter(RunId::isValid)
                .map(RunId::new)
                .filter(run -> Files.exists(file(run, SET)) || Files.exists(file(run, CONTROL)))
                .filter(run ->
                        run.set().filter(set -> Files.exists(file(set, SET))).isEmpty())
                .map(run -> new Started(run, startedAt(run)))
                .sorted(Comparator.comparing(Started::at).reversed())
                .limit(most)
                .map(Started::run)
                .toList();
    }

    @Override
    public List<Checkpoint> checkpoints(RunId run) {
        return RunFiles.names(directory(run), "segment-").stream()
                .map(name -> readPart(run, name, Checkpoint.FORMAT, Checkpoint::read))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Checkpoint> checkpoint(RunId run, int segment) {
        return readPart(run, segmentName(segment), Checkpoint.FORMAT, Checkpoint::read);
    }

    @Override
    public Claim claim(RunId run, int segment, String execution, String worker) {
        return underControlLock(run, () -> {
            Control control = control(run);
            requireOwner(run, control, execution);
            if (control.stop().isPresent()) {
                return new Claim.RunStopped(control.stop().get());
            }
            Checkpoint found = checkpoint(run, segment).orElseGet(() -> Checkpoint.unclaimed(segment));
            if (found.isDone()) {
                return new Claim.AlreadyDone();
            }
            boolean isFirst = !found.execution().equals(execution);
            Checkpoint claimed = found.claimedBy(worker, execution);
            write(run, segmentName(segment), claimed.json());
            // one that was given up in this execution, and is tried once more, has not ended any more
            Control counted = control.withClaimed(isFirst ? 1 : 0).withEnded(found.hasEndedIn(execution) ? -1 : 0);
            write(run, CONTROL, counted.json());
            return new Claim.Held(claimed, counted, !found.isReleased());
        });
    }

    @Override
    public Control save(RunId run, Checkpoint next, Totals added) {
        return underControlLock(run, () -> {
            Control control = control(run);
            requireOwner(run, control, next.execution());
            Checkpoint found = checkpoint(run, next.number()).orElseThrow(() -> new Superseded(run));
            if (found.isAlready(next)) {
                return control;
            }
            if (!found.accepts(next)) {
                throw new Superseded(run);
            }
            write(run, segmentName(next.number()), next.json());
            Control changed = control.plus(added).withEnded(next.state() == Checkpoint.State.OPEN ? 0 : 1);
            write(run, CONTROL, changed.json());
            return changed;
        });
    }

    @Override
    public void abandon(RunId run, int segment, String execution, Failure why) {
        underControlLock(run, () -> {
            Control control = control(run);
            Checkpoint found = checkpoint(run, segment).orElseGet(() -> Checkpoint.unclaimed(segment));
            boolean isOver = found.isDone() || found.hasEndedIn(execution);
            if (control.owner().equals(execution) && !isOver) {
                write(run, segmentName(segment), found.failed(execution, why).json());
                boolean wasClaimed = found.execution().equals(execution);
                write(
                        run,
                        CONTROL,
                        control.withClaimed(wasClaimed ? 0 : 1).withEnded(1).json());
            }
            return control;
        });
    }

    @Override
    public Control control(RunId run) {
        return readPart(run, CONTROL, Control.FORMAT, Control::read).orElseThrow(() -> missing(run, CONTROL));
    }

    @Override
    public Control adjust(RunId run, UnaryOperator<Control> change) {
        return underControlLock(run, () -> {
            Control changed = change.apply(control(run));
            write(run, CONTROL, changed.json());
            return changed;
        });
    }

    @Override
    public boolean own(RunId run, String formerOwner, UnaryOperator<Control> change) {
        return underControlLock(run, () -> {
            Control control = control(run);
            if (!control.owner().equals(formerOwner)) {
                return false;
            }
            write(run, CONTROL, change.apply(control).json());
            files.delete(file(run, SUMMARY)); // it spoke of the execution before
            return true;
        });
    }

    @Override
    public void keepLines(RunLines which, List<String> lines) {
        Path file = linesFile(which);
        if (which.kind() == RunLines.Kind.KEYS) { // they are written before the run is
            RunFiles.createDirectory(directory(which.run()));
        }
        if (!which.kind().isWrittenOnce() || !Files.exists(file)) {
            writeLines(file, lines);
        }
    }

    @Override
    public List<String> lines(RunLines which) {
        return lines(which.run(), linesFile(which));
    }

    @Override
    public List<String> allLines(RunId run, RunLines.Kind kind) {
        List<String> all = new ArrayList<>();
        RunFiles.names(directory(run), prefix(kind)).forEach(name -> all.addAll(lines(run, file(run, name))));
        return all;
    }

    @Override
    public String words(RunLines which) {
        return which.name();
    }

    @Override
    public String where(RunLines which) {
        return linesFile(which).toString();
    }

    @Override
    public void keepBackup(RunId run, String execution, Backup backup) {
        underControlLock(run, () -> {
            Control control = control(run);
            requireOwner(run, control, execution);
            if (backup(run).filter(Backup::isReady).isEmpty()) {
                write(run, BACKUP, backup.json());
            }
            return control;
        });
    }

    @Override
    public Optional<Backup> backup(RunId run) {
        return readPart(run, BACKUP, Backup.FORMAT, Backup::read);
    }

    @Override
    public void keepCreation(RunId run, String execution, Creation creation) {
        underControlLock(run, () -> {
            Control control = control(run);
            requireOwner(run, control, execution);
            write(run, CREATION, creation.json());
            return control;
        });
    }

    @Override
    public Optional<Creation> creation(RunId run) {
        return readPart(run, CREATION, Creation.FORMAT, Creation::read);
    }

    @Override
    public void finish(RunId run, Summary summary) {
        write(run, SUMMARY, summary.json().put("format", FORMAT));
    }

    @Override
    public void keepSample(RunId run, Control control) {
        files.append(
                linesFile(run, SAMPLES), RunSample.of(clock.instant(), control).json() + "\n");
    }

    /** A last line that a crash has cut off is left out. */
    @Override
    public List<RunSample> samples(RunId run) {
        String text = files.read(linesFile(run, SAMPLES)).orElse("");
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> RunSample.read(StoredJson.parse(SAMPLES, line)))
                .toList();
    }

    @Override
    public boolean createSet(TableSet set) {
        RunFiles.createDirectory(directory(set.id()));
        return underControlLock(set.id(), () -> {
            if (Files.exists(file(set.id(), SET)) || Files.exists(file(set.id(), CONTROL))) {
                return false;
            }
            write(set.id(), SET, set.json());
            return true;
        });
    }

    @Override
    public Optional<TableSet> findSet(RunId set) {
        return readPart(set, SET, TableSet.FORMAT, TableSet::read);
    }

    @Override
    public TableSet adjustSet(RunId set, UnaryOperator<TableSet> change) {
        return underControlLock(set, () -> {
            TableSet changed = change.apply(findSet(set).orElseThrow(() -> missing(set, SET)));
            write(set, SET, changed.json());
            return changed;
        });
    }

    private <T> T underControlLock(RunId run, Supplier<T> step) {
        return RunLock.of(file(run, "control.lock")).during(step);
    }

    private static void requireOwner(RunId run, Control control, String execution) {
        if (!control.owner().equals(execution)) {
            throw new NotOwner(run, execution, control.owner());
        }
    }

    private <T> Optional<T> readPart(RunId run, String name, int format, Function<JsonNode, T> reader) {
        Path file = file(run, name);
        return files.read(file).map(text -> StoredJson.read(file.toString(), text, format, reader));
    }

    private void write(RunId run, String name, ObjectNode json) {
        files.write(file(run, name), json.toString());
    }

    private void writeLines(Path file, List<String> lines) {
        files.write(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }

    private List<String> lines(RunId run, Path file) {
        String name = String.valueOf(file.getFileName());
        return files.read(file).orElseThrow(() -> missing(run, name)).lines().toList();
    }

    private Path file(RunId run, String name) {
        return directory(run).resolve(name);
    }

    private Path linesFile(RunId run, String part) {
        return file(run, part + ".jsonl");
    }

    private Path linesFile(RunLines which) {
        return linesFile(which.run(), prefix(which.kind()) + which.name());
    }

    /** Names of refused items and of differences begin with what they are, as the worker gives them. */
    private static String prefix(RunLines.Kind kind) {
        return switch (kind) {
            case REFUSED, DIFFERENCES -> "";
            case KEYS -> "keys-";
            case SETTLED -> "settled-";
        };
    }

    private static String segmentName(int segment) {
        return String.format("segment-%05d.json", segment);
    }

    private StoreFailed missing(RunId run, String name) {
        Path directory = directory(run);
        return StoreFailed.ofOneRun(
                Files.isDirectory(directory)
                        ? "run " + run + " is damaged: " + directory.resolve(name) + " is missing"
                        : "the run's directory " + directory + " is gone; nothing more can be saved");
    }

    private static Instant startedAt(JsonNode started) {
        return Instant.parse(started.path("startedAt").asText());
    }

    /** Of a run that may be damaged or a newer version's: such a one comes last. */
    private Instant startedAt(RunId run) {
        try {
            return readPart(run, REQUEST, FORMAT, DirectoryRunStore::startedAt)
                    .or(() -> findSet(run).map(TableSet::startedAt))
                    .orElse(Instant.EPOCH);
        } catch (StoreFailed e) {
            return Instant.EPOCH;
        }
    }
}
