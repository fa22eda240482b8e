// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.network.HttpClients;
import dynamofanout.table.TableConnections;
import dynamofanout.table.TableOpener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Everything that the query function's process gets from outside. It is less than a run needs, so that the function
 * starts fast. Accounts, roles and tables only come from the fanout.json that was deployed with the code.
 */
public record QueryDeployment(
        Configuration configuration,
        TableOpener opener,
        LongSupplier nanoTime,
        DoubleSupplier chance,
        FunctionLog log) {
    /** Less than the time that a page may take, so that after a call that hangs there is time to report it. */
    private static final Duration CALL = Duration.ofSeconds(3);

    /**
     * The deployment in Lambda. It is created again after a snapshot is restored, so that nothing that was open before
     * is used again.
     */
    public static QueryDeployment real() {
        ProfileFile noProfiles = ProfileFile.aggregator().build();
        SdkHttpClient http =
                HttpClients.of(System::getenv).urlConnection(new HttpClients.Timeouts(Duration.ofSeconds(2), CALL));
        Path code = Path.of(System.getenv().getOrDefault("LAMBDA_TASK_ROOT", "."));
        Configuration configuration = configuration(code.resolve("fanout.json"));
        var environments = new Environments(configuration, () -> noProfiles, System::getenv);
        Random chance = new SecureRandom(); // a random generator in a snapshot would give every copy the same numbers
        return new QueryDeployment(
                configuration,
                new TableConnections(http, Clock.systemUTC(), System::nanoTime, CALL).opener(environments),
                System::nanoTime,
                chance::nextDouble,
                log(configuration, LambdaRuntime.getLogger()::log));
    }

    /** A log of that home, with the real clock. */
    public static FunctionLog log(Configuration configuration, Consumer<String> lines) {
        return new FunctionLog(
                Clock.systemUTC(),
                lines,
                configuration.home().orElseThrow().names().metrics(),
                Map.of());
    }

    private static Configuration configuration(Path file) {
        try {
            return Configuration.parse("fanout.json", Files.readString(file)).deployed();
        } catch (IOException e) {
            throw new UncheckedIOException("fanout.json must lie beside the function's code", e);
        }
    }
}
