// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.TableUse;
import dynamofanout.input.BadInput;
import dynamofanout.item.Slice;
import dynamofanout.pace.Waiting;
import dynamofanout.table.NearNames;
import dynamofanout.table.OpenTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Reads a table's description and some hundreds of its items, for people who write mask rules for it. It changes
 * nothing.
 */
public final class TableSampler {
    private final Configuration configuration;
    private final TableOpener opener;
    private final PlanningReads questions;
    private final DoubleSupplier chance;

    /** @param configuration whose tables may be looked at */
    public TableSampler(Configuration configuration, TableOpener opener, Waiting waiting, DoubleSupplier chance) {
        this.configuration = configuration;
        this.opener = opener;
        this.questions = new PlanningReads(waiting, chance, NearNames.OF_ACCOUNT);
        this.chance = chance;
    }

    /**
     * What was seen.
     *
     * @param table its name
     * @param items as the service answered them
     */
    public record SampledItems(String table, TableDescription description, List<Slice> items) {
        public SampledItems {
            items = List.copyOf(items);
        }
    }

    /**
     * Looks at some items of a table.
     *
     * @throws BadInput if it may not or cannot be looked at
     */
    public SampledItems sample(String environment, String table) {
        OpenTable opened = opener.open(environment, table, TableUse.READ);
        configuration
                .environment(environment)
                .filter(listing -> !listing.lists(opened.name().name()))
                .ifPresent(listing -> {
                    throw new BadInput(
                            "table",
                            "table must be among the tables of environment " + environment + " ("
                                    + String.join(", ", listing.tables()) + "), got: \"" + table + "\"");
                });
        TableDescription description =
                questions.ask("DescribeTable", opened, t -> t.items().describe());
        Sample sample = new Sampler(questions, chance)
                .within(Optional.empty(), description)
                .sample(opened, description, ReadOptions.PLAIN, List.of());
        return new SampledItems(opened.name().name(), description, sample.firstItems());
    }
}
