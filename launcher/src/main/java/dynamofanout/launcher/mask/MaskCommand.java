// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.mask;

import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code fanout mask} without a subcommand: prints the help. */
@Command(
        name = "mask",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Helps to write masks: files that say what leaves a table and in which form.",
        footer = {
            "",
            "Examples:",
            "  fanout mask suggest production/Orders > masks/development.json",
            "  fanout mask check masks/development.json production/Orders",
            "  fanout mask preview production/Orders --mask masks/development.json",
            "",
            "Then name the file in fanout.json, so that nobody can forget it:",
            "  \"copyTo\": [{\"environment\": \"development\", \"mask\": \"masks/development.json\"}]"
        })
public final class MaskCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private MaskCommand() {}

    /** The command with its subcommands. */
    public static CommandLine line(World world) {
        return new CommandLine(new MaskCommand())
                .addSubcommand(new MaskSuggestCommand(world))
                .addSubcommand(new MaskCheckCommand(world))
                .addSubcommand(new MaskPreviewCommand(world));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
