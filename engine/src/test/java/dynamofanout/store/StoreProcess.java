// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.copied;

import dynamofanout.run.Checkpoint;
import dynamofanout.run.Counts;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another process that uses a run directory; its main is what that process does. */
final class StoreProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private StoreProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static StoreProcess start(String task, Path root) {
        return start(List.of(), task, root);
    }

    /** Its files cannot become larger than that, which fails like a full disk in the middle of a write. */
    static StoreProcess startWithSmallFiles(int blocksOf512, String task, Path root) {
        return start(List.of("sh", "-c", "ulimit -f " + blocksOf512 + " && exec \"$0\" \"$@\""), task, root);
    }

    private static StoreProcess start(List<String> shell, String task, Path root) {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                task,
                root.toString()));
        try {
            return new StoreProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The next line that it prints. */
    String line() {
        try {
            return String.valueOf(lines.readLine());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code kill -9}, and waits until it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        var store = new DirectoryRunStore(Path.of(arguments[1]), Clock.systemUTC());
        switch (arguments[0]) {
            case "hold" -> {
                Optional<RunHold> hold = store.hold(RUN);
                say(hold.isPresent() ? "held" : "refused");
                waitForEver();
            }
            case "adjust" -> {
                say("ready");
                for (int i = 0; i < 200; i++) {
                    store.adjust(
                            RUN,
                            control -> control.withTotals(
                                    control.totals().plus(new Totals(Counts.NONE, UnitsUsed.NONE, 1, 0))));
                }
                say("adjusted");
            }
            case "save" -> {
                Checkpoint checkpoint = store.checkpoint(RUN, 0).orElseThrow();
                say("ready");
                for (int i = 0; i < 1_000_000; i++) {
                    checkpoint = checkpoint.advanced(Optional.of("{\"n\":" + i + "}"), copied(i, 0), List.of());
                    store.save(RUN, checkpoint, copied(1, 0));
                }
            }
            case "save much" -> {
                Checkpoint checkpoint = store.checkpoint(RUN, 0).orElseThrow();
                Checkpoint large = checkpoint.advanced(Optional.of("x".repeat(100_000)), copied(1, 0), List.of());
                try {
                    store.save(RUN, large, copied(1, 0));
                    say("saved");
                } catch (StoreFailed e) {
                    say(String.valueOf(e.getMessage()));
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void waitForEver() throws IOException {
        while (System.in.read() >= 0) {
            // until the one who started it is gone
        }
    }
}
