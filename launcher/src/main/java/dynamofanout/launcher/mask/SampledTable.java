// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.mask;

import dynamofanout.environment.Configuration;
import dynamofanout.item.KeySchema;
import dynamofanout.launcher.console.World;
import dynamofanout.plan.TableSampler;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableConnections;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A table and a sample of its items, read with the user's own credentials. */
final class SampledTable {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 2;

    private SampledTable() {}

    static TableSampler.SampledItems of(World world, Configuration configuration, String environment, String table) {
        try (var connections =
                new TableConnections(world.http().apply(CONNECTIONS), world.clock(), world.nanoTime(), CALL)) {
            return new TableSampler(
                            configuration,
                            connections.opener(world.environments(configuration)),
                            world.waiting(),
                            world.chance())
                    .sample(environment, table);
        }
    }

    /** Keys of its indexes by their names. */
    static Map<String, KeySchema> indexes(TableSampler.SampledItems seen) {
        return seen.description().indexes().stream()
                .collect(Collectors.toMap(IndexDescription::name, IndexDescription::key));
    }
}
