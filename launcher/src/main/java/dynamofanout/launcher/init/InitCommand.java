// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.init;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Questions;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code fanout init}: writes the first {@code fanout.json} from the AWS profiles of this machine. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Writes fanout.json from the AWS profiles of this machine. It asks AWS for the account of each profile."
                    + " It asks you which profiles are production, which tables may be touched, and which account"
                    + " carries out copies on AWS.",
            "It shows the file before it writes it, and never overwrites an existing one. The file is"
                    + " ./fanout.json, or the"
                    + " one that --config names."
        },
        footer = {
            "",
            "Examples:",
            "  fanout init",
            "  fanout init --yes --environment production,development --tables 'production=Orders,Customers*'",
            "  fanout init --yes --home tooling --copy-to production=staging"
        })
public final class InitCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InitOptions options;

    @Option(
            names = {"-y", "--yes"},
            description =
                    "Do not ask: use the default for what no option says. Required where no person sits at a terminal.")
    private boolean yes;

    @Mixin
    private CommonOptions common;

    public InitCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() throws IOException {
        Printer printer = common.printer(spec, world);
        Path file = world.directory()
                .resolve(common.config().orElse(Path.of("fanout.json")))
                .normalize();
        if (Files.exists(file)) {
            throw new BadInput(
                    "config",
                    file + " is there already and is never overwritten: edit it, or name another by" + " --config");
        }
        if (!yes && !world.isTerminal()) {
            throw new BadInput(
                    "nobody can be asked here, so add --yes, and options where the defaults do not fit (see `fanout"
                            + " init --help`)");
        }
        List<FoundProfile> found = FoundProfile.all(world);
        printer.line("AWS profiles of this machine:");
        found.forEach(profile -> printer.line(profile.line()));
        Optional<Questions> questions = yes ? Optional.empty() : Optional.of(new Questions(printer));
        String text = new Choices(options, questions, found).file().text();
        printer.line("");
        printer.line(text.stripTrailing());
        boolean isAgreed = questions
                .map(each -> each.ask("Write it to " + file + "? y or n", "n"))
                .map(answer -> answer.toLowerCase(Locale.ROOT).startsWith("y"))
                .orElse(true);
        if (!isAgreed) {
            throw new BadInput("nothing was written: you did not agree to the file");
        }
        write(file, text);
        printer.line("Wrote " + file + ". Next: `fanout doctor` says whether anything is missing.");
        printer.json(JsonNodeFactory.instance.objectNode().put("file", file.toString()));
        return 0;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new BadInput("config", file + " is there already and is never overwritten");
        } catch (IOException e) {
            throw new BadInput("config", file + " cannot be written: " + e);
        }
    }
}
