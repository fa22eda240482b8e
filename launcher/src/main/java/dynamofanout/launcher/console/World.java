// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.environment.AwsProfileFiles;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.ConfigurationFile;
import dynamofanout.environment.Environments;
import dynamofanout.input.BadInput;
import dynamofanout.network.HttpClients;
import dynamofanout.network.ProfileBundles;
import dynamofanout.pace.Waiting;
import dynamofanout.run.Origin;
import dynamofanout.store.DirectoryRunStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Everything outside the process: time, chance, environment variables, directories, the terminal. Only {@link #real}
 * touches the real ones. All other code is given this record, so tests can replace each part.
 *
 * @param variables looks up an environment variable; null if it is not set
 * @param directory working directory
 * @param home the user's home directory; empty for a user who has none, as containers have them
 * @param isTerminal whether a person sits at input and output
 * @param profiles the AWS profiles, read again when their files change
 * @param clients make the HTTP clients of roles and single sign-on
 * @param http makes the HTTP client for items, with the given number of connections
 * @param homeHttp makes the HTTP client for calls into the home account, which may take a minute to answer
 * @param programs runs a program and returns the first line of its output; empty if it is missing or fails
 * @param runner runs a program to its end, for a person to watch
 * @param installation directory of the release or source tree whose script started this process
 * @param waiting how a command waits while it follows a run
 * @param patience how long transient faults of one call are retried before its segment is given up
 */
public record World(
        Clock clock,
        LongSupplier nanoTime,
        DoubleSupplier chance,
        Function<String, @Nullable String> variables,
        Path directory,
        Optional<Path> home,
        boolean isTerminal,
        Supplier<ProfileFile> profiles,
        Supplier<HttpClients> clients,
        IntFunction<SdkHttpClient> http,
        Supplier<SdkHttpClient> homeHttp,
        Function<List<String>, Optional<String>> programs,
        ProgramRunner runner,
        Optional<Path> installation,
        Waiting waiting,
        Duration patience,
        Interrupts interrupts) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The read timeout allows for the slowest function. Each client limits its calls itself. */
    private static final HttpClients.Timeouts HOME_TIMEOUTS =
            new HttpClients.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(80));

    public static World real() {
        Supplier<ProfileFile> profiles = AwsProfileFiles.ofMachine();
        var bundles = new ProfileBundles();
        Supplier<HttpClients> clients = () -> HttpClients.of(System::getenv, bundles);
        return new World(
                Clock.systemUTC(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                System::getenv,
                Path.of("").toAbsolutePath(),
                homeDirectory(),
                hasConsole(),
                profiles,
                clients,
                connections -> ItemHttp.client(clients.get(), connections),
                () -> clients.get().urlConnection(HOME_TIMEOUTS),
                SystemPrograms::firstLine,
                SystemPrograms::run,
                installed(),
                Waiting.REAL,
                PATIENCE,
                Interrupts.ofProcess());
    }

    /** This world, but with its own home, the profiles of one file, and another HTTP client on top of this one's. */
    public World within(Path newHome, Path configFile, BiFunction<World, Integer, SdkHttpClient> newHttp) {
        Supplier<ProfileFile> itsProfiles = AwsProfileFiles.ofConfig(configFile);
        return new World(
                clock,
                nanoTime,
                chance,
                name -> null,
                newHome,
                Optional.of(newHome),
                isTerminal,
                itsProfiles,
                clients,
                connections -> newHttp.apply(this, connections),
                homeHttp,
                programs,
                runner,
                installation,
                waiting,
                patience,
                interrupts);
    }

    /** This world, with interrupts that somebody else passes on. */
    public World hearing(Interrupts other) {
        return new World(
                clock,
                nanoTime,
                chance,
                variables,
                directory,
                home,
                isTerminal,
                profiles,
                clients,
                http,
                homeHttp,
                programs,
                runner,
                installation,
                waiting,
                patience,
                other);
    }

    /** Configuration from the given file, else from where it is looked for. */
    public Configuration configuration(Optional<Path> explicit) {
        return new ConfigurationFile(directory, home, variables).read(explicit);
    }

    public Environments environments(Configuration configuration) {
        return new Environments(configuration, profiles, variables, clients);
    }

    /** The runs of this machine, in {@code ~/.local/state/fanout/runs}. */
    public DirectoryRunStore runStore() {
        return new DirectoryRunStore(stateDirectory().resolve("runs"), clock);
    }

    /** {@code ~/.local/state/fanout}; XDG_STATE_HOME stands for the first part where it is set. */
    public Path stateDirectory() {
        Path state = Optional.ofNullable(variables.apply("XDG_STATE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .or(() -> home.map(user -> user.resolve(".local").resolve("state")))
                .orElseThrow(() -> new BadInput("environment variable HOME must be set to a directory for what fanout"
                        + " keeps (or XDG_STATE_HOME): this user has no home directory"));
        return state.resolve("fanout");
    }

    /** $HOME before the password file's, as the AWS tools do. Java's word for a user whom that file lacks is "?". */
    private static Optional<Path> homeDirectory() {
        return Optional.ofNullable(System.getenv("HOME"))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.of(System.getProperty("user.home")).filter(text -> !text.equals("?")))
                .map(text -> Path.of(text).toAbsolutePath());
    }

    /** The user who starts runs here, for their summaries and reports. */
    public Origin origin() {
        String user = Optional.ofNullable(variables.apply("USER"))
                .or(() -> Optional.ofNullable(variables.apply("LOGNAME")))
                .or(() -> programs.apply(List.of("id", "-un")))
                .filter(name -> !name.isBlank())
                .orElse("unknown user");
        Optional<String> machine = Optional.ofNullable(variables.apply("HOSTNAME"))
                .or(() -> programs.apply(List.of("hostname")))
                .filter(name -> !name.isBlank());
        return Origin.of(user, machine);
    }

    /** What the scripts say. */
    private static Optional<Path> installed() {
        return Optional.ofNullable(System.getProperty("fanout.home"))
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(text).toAbsolutePath().normalize());
    }

    LogFiles logFiles() {
        return new LogFiles(stateDirectory().resolve("log"), clock);
    }

    /** This world, with all its calls passed to the log. */
    public World seenBy(CallLog log) {
        return new World(
                clock,
                nanoTime,
                chance,
                variables,
                directory,
                home,
                isTerminal,
                profiles,
                () -> clients.get().seenBy(log::on),
                connections -> log.on(http.apply(connections)),
                () -> log.on(homeHttp.get()),
                programs,
                runner,
                installation,
                waiting,
                patience,
                interrupts);
    }

    /** This world, with the Region that is given on the command line. */
    public World in(GivenRegion region) {
        return new World(
                clock,
                nanoTime,
                chance,
                region.before(variables),
                directory,
                home,
                isTerminal,
                profiles,
                clients,
                http,
                homeHttp,
                programs,
                runner,
                installation,
                waiting,
                patience,
                interrupts);
    }

    /** From JDK 22 on there may be a console without a terminal. The start script asks for the older behaviour. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        return System.console() != null;
    }
}
