// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lays out help texts: fits them to the terminal's width, and groups the options of commands that have many. */
public final class HelpLayout implements IHelpSectionRenderer {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 55;

    /** What a line of text can be read at. */
    private static final int MOST_WIDTH = 120;

    /** With fewer options, groups hide more than they show. */
    private static final int LEAST_OPTIONS = 12;

    private static final Map<String, Set<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put(
                "What:",
                Set.of(
                        "--source",
                        "--target",
                        "--table",
                        "--target-table",
                        "--except",
                        "--create",
                        "--mode",
                        "--partition-key",
                        "--sort-key",
                        "--index",
                        "--keys-file",
                        "--filter",
                        "--filter-names",
                        "--filter-values",
                        "--skip-expired",
                        "--consistent-read",
                        "--select",
                        "--limit",
                        "--all",
                        "--head",
                        "--count",
                        "--unique",
                        "--newest-first"));
        GROUPS.put(
                "How fast:",
                Set.of(
                        "--read-units",
                        "--target-read-units",
                        "--write-units",
                        "--segments",
                        "--workers",
                        "--tables-at-once"));
        GROUPS.put(
                "Safety:",
                Set.of(
                        "--dry-run",
                        "--yes",
                        "--verify",
                        "--backup",
                        "--max-cost",
                        "--max-deletes",
                        "--max-refused",
                        "--allow-concurrent",
                        "--mask",
                        "--keep-clear-items",
                        "--skip-refused"));
        GROUPS.put("Where:", Set.of("--local", "--detach", "--run-id", "--config", "--remote"));
        GROUPS.put("Output:", Set.of());
    }

    private HelpLayout() {}

    /** Applies to the command and those below it. */
    public static void use(CommandLine command, World world) {
        int columns = columns(world);
        if (columns > 0) {
            command.setUsageHelpWidth(columns);
        } else {
            command.setUsageHelpWidth(USUAL_WIDTH);
            command.setUsageHelpAutoWidth(world.isTerminal());
        }
        useGroups(command);
    }

    @Override
    public String render(Help help) {
        CommandSpec spec = help.commandSpec();
        StringBuilder text = new StringBuilder();
        groups(spec).forEach((heading, options) -> {
            Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(System.lineSeparator())
                    .append(heading)
                    .append(System.lineSeparator())
                    .append(layout);
        });
        return text.toString();
    }

    private static void useGroups(CommandLine command) {
        boolean isLong = shown(command.getCommandSpec()).count() >= LEAST_OPTIONS;
        if (isLong) {
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new HelpLayout());
        }
        command.getSubcommands().values().forEach(HelpLayout::useGroups);
    }

    /** What is in no group is about the output. */
    private static Map<String, List<OptionSpec>> groups(CommandSpec spec) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        GROUPS.keySet().forEach(heading -> groups.put(heading, new ArrayList<>()));
        shown(spec).forEach(option -> groups.getOrDefault(heading(option), new ArrayList<>())
                .add(option));
        groups.values().removeIf(List::isEmpty);
        return groups;
    }

    private static String heading(OptionSpec option) {
        return GROUPS.entrySet().stream()
                .filter(group -> group.getValue().contains(option.longestName()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("Output:");
    }

    private static Stream<OptionSpec> shown(CommandSpec spec) {
        return spec.options().stream().filter(option -> !option.hidden());
    }

    private static int columns(World world) {
        String text = String.valueOf(world.variables().apply("COLUMNS")).strip();
        return text.matches("[1-9][0-9]{0,3}")
                ? Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Integer.parseInt(text)))
                : 0;
    }
}
