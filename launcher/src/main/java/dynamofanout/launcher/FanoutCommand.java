package dynamofanout.launcher;

import dynamofanout.launcher.console.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a verb: says what there is. */
@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Copies DynamoDB tables between AWS accounts: exactly, resumably, with nothing lost silently.",
        footer = {
            "",
            "Examples:",
            "  fanout demo",
            "  fanout copy --source production --target development --table Orders --local --dry-run",
            "  fanout copy --source production --target development --table Orders --local --read-units 500",
            "  fanout query production Orders customerId=C-17 'orderDate begins_with 2026-'",
            "  fanout copy --source production --target development --table Orders --detach",
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
