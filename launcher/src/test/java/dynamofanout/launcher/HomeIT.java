package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.testing.MemoryRunStore;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs in a home account, through the command line. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class HomeIT {
    @RegisterExtension
    final Cli cli = new Cli();

    private final MemoryRunStore store = new MemoryRunStore(Clock.systemUTC());
    private final ScriptedFunctions functions = new ScriptedFunctions(store);
    private final HomeDouble home = new HomeDouble(functions);

    @BeforeEach
    void give_a_home() throws IOException {
        cli.home(real -> new HomeHttp(real, home), client -> store);
    }

    @AfterEach
    void close_home() {
        home.close();
    }

    @Test
    void copies_by_an_execution_and_shows_its_summary() {
        Cli.Ran ran = copy("--run-id", "night");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out())
                .startsWith(
                        "Plan of run night: copy (overwrite), by state machine fanout in account 333333333333, Region"
                                + " eu-west-1")
                .contains(
                        "Started: https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions"
                                + "/details/arn:aws:states:eu-west-1:333333333333:execution:fanout:night")
                .contains("Run night is complete");
    }

    @Test
    void stops_and_resumes() throws Exception {
        functions.gate.drainPermits();
        CompletableFuture<Cli.Ran> copy = CompletableFuture.supplyAsync(() -> copy("--run-id", "night", "--json"));
        until(() -> store.find(new dynamofanout.run.RunId("night")).isPresent());

        Cli.Ran status = cli.run("status");
        Cli.Ran limit = cli.run("limit", "night", "--write-units", "5");
        Cli.Ran stop = cli.run("stop", "night", "--json");
        Cli.Ran copied = copy.get();
        functions.gate.release(100);
        Cli.Ran resumed = cli.run("resume", "night");

        System.out.println(status.all() + limit.all() + stop.all() + copied.all() + resumed.all());
        assertThat(copied.exit()).isEqualTo(3);
        assertThat(resumed.exit()).isZero();
        assertThat(home.executions()).containsExactly("night", "night--2");
    }

    @Test
    void refuses() {
        Cli.Ran ran =
                cli.run("copy", "--source", "production", "--target", "development", "--yes", "--table", "Secrets");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("fanout: table Secrets is secret\n");
        assertThat(home.executions()).isEmpty();
    }

    @Test
    void stops_at_once_and_detaches() throws Exception {
        functions.gate.drainPermits();
        Cli.Ran copy = copy("--run-id", "night", "--detach");
        until(() -> store.find(new dynamofanout.run.RunId("night")).isPresent());

        Cli.Ran stop = cli.run("stop", "night", "--now");
        System.out.println(copy.all() + stop.all());
    }

    private Cli.Ran copy(String... more) {
        String[] fixed = {"copy", "--source", "production", "--target", "development", "--yes", "--table", "Orders"};
        return cli.run(java.util.stream.Stream.of(fixed, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new));
    }

    private static void until(BooleanSupplier isSo) throws InterruptedException {
        while (!isSo.getAsBoolean()) {
            Thread.sleep(5);
        }
    }
}
