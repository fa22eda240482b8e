// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.completion.CompleteCommand;
import dynamofanout.launcher.completion.CompletionCommand;
import dynamofanout.launcher.console.BeforeCommand;
import dynamofanout.launcher.console.CallLog;
import dynamofanout.launcher.console.Failures;
import dynamofanout.launcher.console.GivenArguments;
import dynamofanout.launcher.console.GivenRegion;
import dynamofanout.launcher.console.HelpLayout;
import dynamofanout.launcher.console.SdkHttp;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.create.CreateCommand;
import dynamofanout.launcher.deploy.DeployCommand;
import dynamofanout.launcher.deploy.DestroyCommand;
import dynamofanout.launcher.doctor.DoctorCommand;
import dynamofanout.launcher.init.InitCommand;
import dynamofanout.launcher.mask.MaskCommand;
import dynamofanout.launcher.query.DescribeCommand;
import dynamofanout.launcher.query.GetCommand;
import dynamofanout.launcher.query.QueryCommand;
import dynamofanout.launcher.query.ScanCommand;
import dynamofanout.launcher.query.TablesCommand;
import dynamofanout.launcher.report.OpenCommand;
import dynamofanout.launcher.report.ReportCommand;
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
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Entry point of the command {@code fanout}. Builds the command line with all subcommands and runs it. */
public final class Main {
    private Main() {}

    /** Exit codes: 0 complete, 1 failed, 2 bad usage or refused, 3 incomplete or stopped, 130 Ctrl-C. */
    public static void main(String[] arguments) {
        World real = World.real();
        var calls = new CallLog(real.nanoTime());
        World world = real.seenBy(calls);
        SdkHttp.install(world.clients());
        System.exit(execute(world, commandLine(world, calls), GivenArguments.of(arguments)));
    }

    /** Runs the command that the arguments name and returns its exit code. */
    static int execute(World world, CommandLine command, String... arguments) {
        var failures = new Failures(world);
        try {
            GivenArguments.requireText(List.of(arguments));
            return command.execute(arguments);
        } catch (BadInput bad) {
            return failures.refuse(command, List.of(arguments), bad);
        } catch (RuntimeException | Error unforeseen) { // an Error passes by picocli
            return failures.unforeseen(command, List.of(arguments), unforeseen);
        }
    }

    static CommandLine commandLine(World real) {
        var calls = new CallLog(real.nanoTime());
        return commandLine(real.seenBy(calls), calls);
    }

    /** @param calls sees all calls of the world */
    private static CommandLine commandLine(World anywhere, CallLog calls) {
        var region = new GivenRegion();
        World world = anywhere.in(region);
        var failures = new Failures(world);
        var command = new CommandLine(new FanoutCommand());
        command.addSubcommand(new CopyCommand(world));
        command.addSubcommand(new CompareCommand(world));
        command.addSubcommand(new ResumeCommand(world));
        command.addSubcommand(new StatusCommand(world));
        command.addSubcommand(new ReportCommand(world));
        command.addSubcommand(new OpenCommand(world));
        command.addSubcommand(new StopCommand(world));
        command.addSubcommand(new LimitCommand(world));
        command.addSubcommand(new ReplayCommand(world));
        command.addSubcommand(new RestoreCommand(world));
        command.addSubcommand(new CreateCommand(world));
        command.addSubcommand(new InitCommand(world));
        command.addSubcommand(new DoctorCommand(world));
        command.addSubcommand(new DeployCommand(world));
        command.addSubcommand(new DestroyCommand(world));
        command.addSubcommand(new QueryCommand(world));
        command.addSubcommand(new ScanCommand(world));
        command.addSubcommand(new GetCommand(world));
        command.addSubcommand(new TablesCommand(world));
        command.addSubcommand(new DescribeCommand(world));
        command.addSubcommand(MaskCommand.line(world));
        addExtensions(command, world);
        command.addSubcommand(new CompletionCommand());
        command.addSubcommand(new CompleteCommand(world));
        command.addSubcommand(new RehearseCommand(() -> commandLine(anywhere)));
        command.addSubcommand(new CommandLine.HelpCommand());
        command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        HelpLayout.use(command, world);
        command.setParameterExceptionHandler(failures::onParameters);
        command.setExecutionExceptionHandler(failures::onExecution);
        command.setExecutionStrategy(new BeforeCommand(calls, region, world));
        command.setExpandAtFiles(false);
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
