// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.copied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Claim;
import dynamofanout.run.Counts;
import dynamofanout.run.RunStore;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.testing.TurnedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryRunStoreTest implements RunStoreContract {
    @TempDir
    private Path directory;

    private final TurnedClock clock = new TurnedClock();
    private Path root;
    private DirectoryRunStore store;

    @BeforeEach
    void open() {
        root = directory.resolve("runs");
        store = new DirectoryRunStore(root, clock);
    }

    @Override
    public RunStore store() {
        return store;
    }

    @Override
    public TurnedClock clock() {
        return clock;
    }

    @Test
    void directories_are_their_owner_s_only() throws IOException {
        create();

        for (Path made : List.of(root, store.directory(RUN))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void the_latest_runs_are_judged_by_when_they_were_started_not_by_their_files() throws IOException {
        store.create(new RunId("old"), SampleRuns.request(), SampleRuns.plan(1), SampleRuns.control());
        clock.turn(Duration.ofSeconds(1));
        store.create(new RunId("new"), SampleRuns.request(), SampleRuns.plan(1), SampleRuns.control());
        Path request = store.directory(new RunId("old")).resolve("request.json");
        Files.writeString(request, Files.readString(request));

        assertThat(store.latest(10)).containsExactly(new RunId("new"), new RunId("old"));
    }

    @Test
    void what_is_no_run_is_not_listed_and_a_damaged_run_comes_last() throws IOException {
        create();
        store.create(new RunId("damaged"), SampleRuns.request(), SampleRuns.plan(1), SampleRuns.control());
        Files.writeString(store.directory(new RunId("damaged")).resolve("request.json"), "{");
        Files.createDirectories(root.resolve("no run"));
        Files.writeString(root.resolve("no run").resolve("control.json"), "{}");
        Files.createDirectories(root.resolve("not-created-to-the-end"));
        Files.writeString(root.resolve("a file"), "");

        assertThat(store.latest(10)).containsExactly(RUN, new RunId("damaged"));
    }

    // whole or not at all

    @Test
    void a_part_that_was_half_written_by_a_killed_process_is_ignored() throws IOException {
        Checkpoint saved = createAndSave();
        Files.writeString(store.directory(RUN).resolve(".segment-00000.json.1.tmp"), "{\"format\":1,\"seg");
        Files.writeString(store.directory(RUN).resolve(".control.json.7.tmp"), "");

        assertThat(store.checkpoints(RUN)).containsExactly(saved);
        assertThat(store.save(RUN, saved.advanced(Optional.empty(), copied(2, 0), List.of()), copied(1, 0))
                        .totals())
                .isEqualTo(copied(2, 0));
    }

    @Test
    void a_process_killed_while_it_saves_leaves_a_whole_checkpoint_and_a_free_run() throws InterruptedException {
        createAndSave();
        for (int i = 0; i < 3; i++) {
            try (var process = StoreProcess.start("save", root)) {
                assertThat(process.line()).isEqualTo("ready");
                Checkpoint first = store.checkpoint(RUN, 0).orElseThrow();
                until(() -> store.checkpoint(RUN, 0).orElseThrow().sequence() > first.sequence() + 5);

                process.kill();
            }

            Checkpoint found = store.checkpoint(RUN, 0).orElseThrow();
            assertThat(found.cursor().orElseThrow()).matches("\\{\"n\":[0-9]+}");
            assertThat(store.hold(RUN)).isPresent().get().satisfies(RunHold::close);
            assertThat(store.adjust(RUN, control -> control).owner()).isEqualTo(FIRST);
        }
    }

    @Test
    void whoever_reads_while_another_writes_sees_the_old_or_the_new() {
        Checkpoint saved = createAndSave();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            Checkpoint next = saved;
            for (int i = 2; i < 200; i++) {
                next = next.advanced(Optional.of("c".repeat(i)), copied(i, 0), List.of());
                store.save(RUN, next, copied(1, 0));
            }
        });

        until(() -> {
            Checkpoint seen = store.checkpoint(RUN, 0).orElseThrow();
            assertThat(seen.sequence()).isEqualTo((int) seen.totals().counts().read());
            assertThat(store.find(RUN)).isPresent();
            return writer.isDone();
        });

        assertThat(writer).isCompleted();
    }

    // failures

    @Test
    void a_full_disk_fails_the_save_and_keeps_the_old_checkpoint() throws IOException {
        Checkpoint saved = createAndSave();

        try (var process = StoreProcess.startWithSmallFiles(64, "save much", root)) {
            assertThat(process.line())
                    .isEqualTo(store.directory(RUN).resolve("segment-00000.json")
                            + " cannot be written: File too large; what was saved before is untouched");
        }

        assertThat(store.checkpoint(RUN, 0)).contains(saved);
        assertThat(store.control(RUN).totals()).isEqualTo(copied(1, 0));
        assertThat(names(store.directory(RUN))).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void a_directory_that_is_gone_is_said_so() throws IOException {
        Checkpoint saved = createAndSave();
        deleteAll(store.directory(RUN));

        String gone = "the run's directory " + store.directory(RUN) + " is gone; nothing more can be saved";
        assertThatThrownBy(() -> store.save(RUN, saved.advanced(Optional.empty(), Totals.NONE, List.of()), Totals.NONE))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(gone);
        assertThatThrownBy(() -> store.checkpoints(RUN))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(gone);
        assertThatThrownBy(() -> store.control(RUN))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(gone);
        assertThatThrownBy(() -> store.keepRefused(RUN, "part", List.of()))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(gone);
        assertThat(store.find(RUN)).isEmpty();
    }

    @Test
    void a_file_where_the_run_s_directory_should_be_is_said_so() throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve(RUN.text()), "");

        assertThatThrownBy(this::create)
                .isInstanceOf(StoreFailed.class)
                .hasMessage(root.resolve(RUN.text())
                        + " cannot be created: something else has that name; what was saved before is untouched");
    }

    @Test
    void a_directory_that_must_not_be_written_is_said_so() throws IOException {
        Checkpoint saved = createAndSave();
        Files.setPosixFilePermissions(store.directory(RUN), PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(store.directory(RUN)))
                .as("root may write everywhere: this test needs an ordinary user")
                .isFalse();

        assertThatThrownBy(() -> store.save(RUN, saved.advanced(Optional.empty(), Totals.NONE, List.of()), Totals.NONE))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(store.directory(RUN).resolve("segment-00000.json")
                        + " cannot be written: permission denied; what was saved before is untouched");

        assertThat(store.checkpoint(RUN, 0)).contains(saved);
    }

    @Test
    void a_newer_version_s_record_is_refused() throws IOException {
        createAndSave();
        Path file = store.directory(RUN).resolve("segment-00000.json");
        Files.writeString(file, Files.readString(file).replace("\"format\":1", "\"format\":2"));

        assertThatThrownBy(() -> store.checkpoint(RUN, 0))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(file + " was written by a newer fanout (format 2, this one knows 1): use that version");
    }

    @Test
    void damaged_records_are_refused_with_a_sentence() throws IOException {
        createAndSave();
        Path file = store.directory(RUN).resolve("segment-00000.json");

        assertRefused(file, "{\"format\":1,\"seg", file + " is no JSON: it was damaged or written by something else");
        assertRefused(file, "", file + " has no format: it was damaged or written by something else");
        assertRefused(file, "[]", file + " has no format: it was damaged or written by something else");
        assertRefused(
                file,
                "{\"format\":1,\"state\":\"DOING\"}",
                file
                        + " cannot be understood, it was damaged: No enum constant dynamofanout.run.Checkpoint.State.DOING");
        Files.write(file, new byte[] {'{', (byte) 0xff});
        assertThatThrownBy(() -> store.checkpoint(RUN, 0))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(file
                        + " cannot be read: it is no UTF-8, so it was damaged; what was saved before is untouched");
    }

    @Test
    void a_run_whose_plan_is_missing_is_damaged() throws IOException {
        create();
        Path plan = store.directory(RUN).resolve("plan.json");
        Files.delete(plan);

        assertThatThrownBy(() -> store.find(RUN))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("run " + RUN + " is damaged: " + plan + " is missing");
    }

    @Test
    void a_request_that_this_version_cannot_read_is_damaged() throws IOException {
        create();
        Path request = store.directory(RUN).resolve("request.json");
        Files.writeString(request, Files.readString(request).replace("\"mode\"", "\"mod\""));

        assertThatThrownBy(() -> store.find(RUN))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(request
                        + " cannot be understood, it was damaged: unknown field \"mod\" in the stored request of"
                        + " run " + RUN + "; did you mean \"mode\"?");
    }

    // other processes

    @Test
    void a_run_is_held_by_one_process_until_that_dies() throws InterruptedException {
        create();
        try (var first = StoreProcess.start("hold", root)) {
            assertThat(first.line()).isEqualTo("held");
            assertThat(store.hold(RUN)).isEmpty();
            assertThat(store.hold(new RunId("another"))).isPresent();

            first.kill();
        }

        assertThat(store.hold(RUN)).isPresent().get().satisfies(RunHold::close);
    }

    @Test
    void a_run_that_was_given_back_is_held_by_the_next() {
        create();
        store.hold(RUN).orElseThrow().close();

        Optional<RunHold> again = store.hold(RUN);

        assertThat(again).isPresent();
        assertThat(store.hold(RUN)).isEmpty();
        again.get().close();
    }

    /** Asking opened the lock file once more, and the garbage collector's closing it freed the lock. */
    @Test
    void asking_again_in_the_process_that_holds_a_run_does_not_lose_it() {
        create();
        RunHold hold = store.hold(RUN).orElseThrow();

        for (int i = 0; i < 100; i++) {
            assertThat(new DirectoryRunStore(root, clock).hold(RUN)).isEmpty();
        }
        System.gc();

        try (var other = StoreProcess.start("hold", root)) {
            assertThat(other.line()).isEqualTo("refused");
        }
        hold.close();
    }

    /** The second one met a lock of its own process and threw OverlappingFileLockException. */
    @Test
    void two_stores_of_one_process_wait_for_each_other() {
        create();
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> throttled(new DirectoryRunStore(root, clock), 100));

        throttled(store, 100);

        other.join();
        assertThat(store.control(RUN).totals().throttled()).isEqualTo(200);
    }

    @Test
    void another_process_s_changes_and_this_one_s_saves_are_all_there() {
        Checkpoint next = createAndSave();
        try (var other = StoreProcess.start("adjust", root)) {
            assertThat(other.line()).isEqualTo("ready");

            for (int i = 2; i <= 201; i++) {
                next = next.advanced(Optional.empty(), copied(i, 0), List.of());
                store.save(RUN, next, copied(1, 0));
            }

            assertThat(other.line()).isEqualTo("adjusted");
        }
        Totals totals = store.control(RUN).totals();
        assertThat(totals.throttled()).isEqualTo(200);
        assertThat(totals.counts()).isEqualTo(copied(201, 0).counts());
    }

    private Checkpoint createAndSave() {
        create();
        Checkpoint claimed = ((Claim.Held) store.claim(RUN, 0, FIRST, "w1")).checkpoint();
        Checkpoint saved = claimed.advanced(Optional.of("{\"n\":0}"), copied(1, 0), List.of());
        store.save(RUN, saved, copied(1, 0));
        return saved;
    }

    private void assertRefused(Path file, String content, String message) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(() -> store.checkpoint(RUN, 0))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(message);
    }

    private static void throttled(DirectoryRunStore store, int times) {
        for (int i = 0; i < times; i++) {
            store.adjust(
                    RUN,
                    control ->
                            control.withTotals(control.totals().plus(new Totals(Counts.NONE, UnitsUsed.NONE, 1, 0))));
        }
    }

    private static void until(Supplier<Boolean> isSo) {
        while (!isSo.get()) {
            Thread.onSpinWait();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        for (String name : names(directory)) {
            Files.delete(directory.resolve(name));
        }
        Files.delete(directory);
    }
}
