package dynamofanout.launcher;

import dynamofanout.launcher.console.Failures;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.doctor.DoctorCommand;
import dynamofanout.launcher.query.DescribeCommand;
import dynamofanout.launcher.query.QueryCommand;
import dynamofanout.launcher.restore.RestoreCommand;
import dynamofanout.launcher.runs.CompareCommand;
import dynamofanout.launcher.runs.CopyCommand;
import dynamofanout.launcher.runs.LimitCommand;
import dynamofanout.launcher.runs.ReplayCommand;
import dynamofanout.launcher.runs.ResumeCommand;
import dynamofanout.launcher.runs.StatusCommand;
import dynamofanout.launcher.runs.StopCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Entry of the command {@code fanout}. */
public final class Main {
    private Main() {}

    /** Exit codes: 0 complete, 1 failed, 2 bad usage or refused, 3 incomplete or stopped, 130 Ctrl-C. */
    public static void main(String[] arguments) {
        System.exit(commandLine(World.real()).execute(arguments));
    }

    static CommandLine commandLine(World world) {
        var command = new CommandLine(new FanoutCommand());
        command.addSubcommand(new CopyCommand(world));
        command.addSubcommand(new CompareCommand(world));
        command.addSubcommand(new ResumeCommand(world));
        command.addSubcommand(new StatusCommand(world));
        command.addSubcommand(new StopCommand(world));
        command.addSubcommand(new LimitCommand(world));
        command.addSubcommand(new ReplayCommand(world));
        command.addSubcommand(new RestoreCommand(world));
        command.addSubcommand(new DoctorCommand(world));
        command.addSubcommand(new QueryCommand(world));
        command.addSubcommand(new DescribeCommand(world));
        addExtensions(command, world);
        command.addSubcommand("completion", new AutoComplete.GenerateCompletion());
        command.addSubcommand(new CommandLine.HelpCommand());
        command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        command.setUsageHelpWidth(110);
        command.setParameterExceptionHandler(Failures::onParameters);
        command.setExecutionExceptionHandler(Failures::onExecution);
        return command;
    }

    /** The commands of other modules on the class path; in the source tree that is the demo. */
    private static void addExtensions(CommandLine command, World world) {
        ServiceLoader.load(CommandExtension.class)
                .forEach(extension -> command.addSubcommand(extension.command(world)));
        if (!command.getSubcommands().containsKey("demo")) {
            command.addSubcommand(new DemoElsewhereCommand(world));
        }
    }
}
