package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Runs as directories of JSON files, one a run, readable by their owner only. The process that carries out a run holds
 * its lock ({@link #hold}); {@code control.json} is written only under a second lock, so that other terminals can change
 * ceilings or stop the run. Thread-safe.
 */
public final class DirectoryRunStore implements RunStore {
    private static final String REQUEST = "request.json";
    private static final String PLAN = "plan.json";
    private static final String CONTROL = "control.json";
    private static final String SUMMARY = "summary.json";
    private static final int FORMAT = 1;

    private final Path root;
    private final Clock clock;
    private final RunFiles files = new RunFiles();
    private final Map<RunId, RunLock> controlLocks = new HashMap<>();

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
        createDirectory(directory(run));
        return RunLock.tryHold(file(run, "run.lock")).map(lock -> lock::close);
    }

    @Override
    public boolean create(RunId run, Request request, Plan plan, Control control) {
        createDirectory(directory(run));
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
        Optional<JsonNode> control = readPart(run, CONTROL, Control.FORMAT);
        if (control.isEmpty()) {
            return Optional.empty();
        }
        JsonNode started = readPart(run, REQUEST, FORMAT).orElseThrow(() -> missing(run, REQUEST));
        Plan plan = readPart(run, PLAN, Plan.FORMAT).map(Plan::read).orElseThrow(() -> missing(run, PLAN));
        return Optional.of(new RunRecord(
                run,
                Instant.parse(started.path("startedAt").asText()),
                Request.read(InputObject.of("the stored request of run " + run, started.path("request"))),
                plan,
                Control.read(control.get()),
                readPart(run, SUMMARY, FORMAT).map(json -> Summary.read(json, plan))));
    }

    @Override
    public List<RunId> latest(int most) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(directory -> Files.exists(directory.resolve(CONTROL)))
                    .sorted(Comparator.comparing(DirectoryRunStore::startedAt).reversed())
                    .limit(most)
                    .map(directory -> new RunId(String.valueOf(directory.getFileName())))
                    .toList();
        } catch (IOException e) {
            throw RunFiles.failed("listed", root.resolve("."), e);
        }
    }

    @Override
    public List<Checkpoint> checkpoints(RunId run) {
        return names(run, "segment-").stream()
                .map(name -> readPart(run, name, Checkpoint.FORMAT).map(Checkpoint::read))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Checkpoint> checkpoint(RunId run, int segment) {
        return readPart(run, segmentName(segment), Checkpoint.FORMAT).map(Checkpoint::read);
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
            Control counted = control.withClaimed(isFirst ? 1 : 0);
            write(run, CONTROL, counted.json());
            return new Claim.Held(claimed, counted, !found.isReleased());
        });
    }

    @Override
    public Control save(RunId run, Checkpoint next, Totals added) {
        return underControlLock(run, () -> {
            Checkpoint found = checkpoint(run, next.segment()).orElseThrow(() -> new Superseded(run, next.segment()));
            if (found.isAlready(next)) {
                return control(run);
            }
            if (!found.accepts(next)) {
                throw new Superseded(run, next.segment());
            }
            write(run, segmentName(next.segment()), next.json());
            boolean hasEnded = next.state() == Checkpoint.State.DONE || next.state() == Checkpoint.State.STOPPED;
            Control control = control(run).plus(added).withEnded(hasEnded ? 1 : 0);
            write(run, CONTROL, control.json());
            return control;
        });
    }

    @Override
    public void abandon(RunId run, int segment, String execution, Failure why) {
        underControlLock(run, () -> {
            Control control = control(run);
            Checkpoint found = checkpoint(run, segment).orElseGet(() -> Checkpoint.unclaimed(segment));
            boolean isOver = found.isDone() || found.state() == Checkpoint.State.FAILED;
            if (control.owner().equals(execution) && !isOver) {
                write(run, segmentName(segment), found.failed(why).json());
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
        return readPart(run, CONTROL, Control.FORMAT).map(Control::read).orElseThrow(() -> missing(run, CONTROL));
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
    public void keepRefused(RunId run, String part, List<RefusedItem> items) {
        if (!Files.exists(refusedFile(run, part))) {
            writeLines(
                    refusedFile(run, part),
                    items.stream().map(item -> item.json().toString()).toList());
        }
    }

    @Override
    public List<RefusedItem> refused(RunId run, String part) {
        return lines(refusedFile(run, part)).stream()
                .map(line -> RefusedItem.read(StoredJson.parse(part, line)))
                .toList();
    }

    @Override
    public String whereRefused(RunId run, String part) {
        return refusedFile(run, part).toString();
    }

    @Override
    public void keepKeys(RunId run, int segment, List<String> keys) {
        createDirectory(directory(run));
        writeLines(keysFile(run, segment), keys);
    }

    @Override
    public List<String> keys(RunId run, int segment) {
        return lines(keysFile(run, segment));
    }

    @Override
    public void settle(RunId run, RunId replay, List<String> keys) {
        writeLines(file(run, "settled-" + replay + ".jsonl"), keys);
    }

    @Override
    public List<String> settled(RunId run) {
        List<String> keys = new ArrayList<>();
        names(run, "settled-").forEach(name -> keys.addAll(lines(file(run, name))));
        return keys;
    }

    @Override
    public void finish(RunId run, Summary summary) {
        write(run, SUMMARY, summary.json().put("format", FORMAT));
    }

    private interface Step<T> {
        T run();
    }

    /** Other processes are kept out by the file's lock, other threads by the monitor. */
    private synchronized <T> T underControlLock(RunId run, Step<T> step) {
        Path file = file(run, "control.lock");
        RunLock lock = controlLocks.computeIfAbsent(run, id -> RunLock.open(file));
        lock.acquire(file);
        try {
            return step.run();
        } finally {
            lock.release();
        }
    }

    private static void requireOwner(RunId run, Control control, String execution) {
        if (!control.owner().equals(execution)) {
            throw new NotOwner(run, execution, control.owner());
        }
    }

    private Optional<JsonNode> readPart(RunId run, String name, int format) {
        Path file = file(run, name);
        return files.read(file).map(text -> StoredJson.parse(file.toString(), text, format));
    }

    private void write(RunId run, String name, ObjectNode json) {
        files.write(file(run, name), json.toString());
    }

    private void writeLines(Path file, List<String> lines) {
        files.write(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }

    private List<String> lines(Path file) {
        return files.read(file).orElse("").lines().toList();
    }

    private List<String> names(RunId run, String prefix) {
        try (Stream<Path> parts = Files.list(directory(run))) {
            return parts.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw RunFiles.failed("listed", file(run, "."), e);
        }
    }

    private Path file(RunId run, String name) {
        return directory(run).resolve(name);
    }

    private Path refusedFile(RunId run, String part) {
        return file(run, part + ".jsonl");
    }

    private Path keysFile(RunId run, int segment) {
        return file(run, String.format("keys-%05d.jsonl", segment));
    }

    private static String segmentName(int segment) {
        return String.format("segment-%05d.json", segment);
    }

    private StoreFailed missing(RunId run, String name) {
        Path directory = directory(run);
        return new StoreFailed(
                Files.isDirectory(directory)
                        ? "run " + run + " is damaged: " + directory.resolve(name) + " is missing"
                        : "the run's directory " + directory + " is gone; nothing more can be saved");
    }

    private static Instant startedAt(Path directory) {
        try {
            return Files.getLastModifiedTime(directory.resolve(REQUEST)).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static void createDirectory(Path directory) {
        try {
            boolean isPosix =
                    directory.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectories(
                    directory,
                    isPosix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0]);
        } catch (IOException e) {
            throw RunFiles.failed("created", directory, e);
        }
    }
}
