package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.table.TableOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The outside of the query function's process: fewer things than a run needs, so that it starts fast. Accounts, roles
 * and tables come from the fanout.json beside the code and from nowhere else.
 *
 * @param lines where the log goes
 */
public record QueryDeployment(
        Configuration configuration,
        TableOpener opener,
        LongSupplier nanoTime,
        DoubleSupplier chance,
        Consumer<String> lines) {
    /** Below the time that a page may take, so that a call that hangs leaves time to say so. */
    private static final Duration CALL = Duration.ofSeconds(3);

    /** As Lambda starts it, and anew after a snapshot is restored: nothing that was open then is used again. */
    public static QueryDeployment real() {
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(CALL)
                .build();
        Path code = Path.of(System.getenv().getOrDefault("LAMBDA_TASK_ROOT", "."));
        Configuration configuration = configuration(code.resolve("fanout.json"));
        ProfileFile noProfiles = ProfileFile.aggregator().build();
        var environments = new Environments(configuration, () -> noProfiles, System::getenv);
        Random chance = new SecureRandom(); // a generator in a snapshot would give every copy the same numbers
        return new QueryDeployment(
                configuration,
                new TableOpener(environments, http, timer(), Clock.systemUTC(), System::nanoTime, CALL),
                System::nanoTime,
                chance::nextDouble,
                LambdaRuntime.getLogger()::log);
    }

    private static Configuration configuration(Path file) {
        try {
            return Configuration.parse("fanout.json", Files.readString(file)).deployed();
        } catch (IOException e) {
            throw new UncheckedIOException("fanout.json must lie beside the function's code", e);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
