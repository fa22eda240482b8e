// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Environment;
import dynamofanout.input.BadInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** The CDK app: builds all stacks of one {@code fanout.json}. */
public final class FanoutApp {
    private FanoutApp() {}

    /** Run by the CDK CLI, which says by environment variables where to write and what the context is. */
    public static void main(String[] arguments) {
        var app = new App();
        try {
            Settings settings =
                    new SettingsReader(Path.of("").toAbsolutePath(), name -> context(app, name), System::getenv).read();
            synthesize(app, settings);
        } catch (BadInput wrong) {
            System.err.println("fanout: " + wrong.sentence());
            System.exit(1);
        }
    }

    /** Writes the cloud assembly (templates {@code fanout.template.json} and so on, assets) into a directory. */
    public static CloudAssembly synthesize(Settings settings, Path directory) {
        return synthesize(
                new App(AppProps.builder().outdir(directory.toString()).build()), settings);
    }

    /** Adds the stacks; the asset is copied into the assembly at once, so the packed code may go afterwards. */
    static void addStacks(App app, Settings settings, Path directory) {
        Path code = directory.resolve("functions.zip");
        settings.code().pack(code);
        var fanout = new FanoutStack(app, settings, code);
        if (!settings.formerRunTable()) {
            fanout.addStackDependency(new RunTableStack(app, settings));
        }
        for (Environment environment : settings.environments()) {
            boolean makesReadRole = settings.makesReadRole(environment);
            if (makesReadRole || settings.makesRole(environment)) {
                new AccessStack(app, settings, environment);
            }
            if (!makesReadRole) {
                Annotations.of(fanout)
                        .addInfo("environment " + environment.name() + " has a role of its own ("
                                + environment.readRoleArn().orElseThrow() + "), which no stack makes: let it trust the"
                                + " functions' roles and see to its permissions yourself");
            }
        }
    }

    private static CloudAssembly synthesize(App app, Settings settings) {
        try (var packed = new Temporary(Files.createTempDirectory("fanout-functions"))) {
            addStacks(app, settings, packed.directory());
            CloudAssembly assembly = app.synth();
            TemplateSize.require(assembly, settings.home().names().stack());
            return assembly;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> context(App app, String name) {
        return Optional.ofNullable(app.getNode().tryGetContext(name)).map(String::valueOf);
    }

    /** A directory that goes when it is closed. */
    private record Temporary(Path directory) implements Closeable {
        @Override
        public void close() throws IOException {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
