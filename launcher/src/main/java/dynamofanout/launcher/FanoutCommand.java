// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import dynamofanout.launcher.console.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code fanout} without a subcommand: prints the help. */
@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Copies DynamoDB tables between AWS accounts. A copy is exact, can be resumed, and loses"
                + " nothing silently.",
        footer = {
            "",
            "Examples:",
            "  fanout demo",
            "  fanout copy production/Orders development --local --dry-run",
            "  fanout copy production/Orders development --local --read-units 500",
            "  fanout query production/Orders customerId=C-17 'orderDate begins_with 2026-'",
            "  fanout copy production/Orders development --detach",
            "  fanout status",
            "  fanout restore Orders-20261124-101500-4f2a",
            "  fanout doctor",
            "",
            "Exit codes: 0 complete, 1 failed, 2 refused before anything was written, 3 incomplete or stopped,"
                    + " 130 Ctrl-C."
        })
final class FanoutCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
