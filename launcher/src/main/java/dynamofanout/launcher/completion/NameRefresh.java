// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

import dynamofanout.environment.Configuration;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Home;
import dynamofanout.launcher.query.LocalQueries;
import dynamofanout.request.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks names up in the background while the user types, and caches them. */
final class NameRefresh {
    private static final int RUNS = 30;

    private final World world;
    private final NameCache cache;

    NameRefresh(World world) {
        this.world = world;
        this.cache = new NameCache(world);
    }

    /** Begins a process that looks, and does not wait for it: it may take long, or be offline. */
    void begin(List<String> places, Optional<Path> configuration) {
        for (String place : places) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Stream<String> config = configuration.stream().flatMap(file -> Stream.of("--config", file.toString()));
            List<String> command = Stream.of(
                            Stream.of("sh", "-c", "\"$@\" </dev/null >/dev/null 2>&1 &", "sh", java),
                            Stream.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"),
                            Stream.of(System.getProperty("java.class.path"), "dynamofanout.launcher.Main"),
                            Stream.of(CompleteCommand.NAME, "--refresh", place),
                            config)
                    .flatMap(words -> words)
                    .toList();
            var unused = world.programs().apply(command); // nobody waits for what it finds
        }
    }

    void look(String place, Configuration configuration) throws IOException {
        cache.touch(place);
        if (place.equals(KnownNames.HOME_RUNS)) {
            runs(configuration);
        } else {
            tables(place, configuration);
        }
    }

    private void tables(String environment, Configuration configuration) throws IOException {
        try (var queries = new LocalQueries(world, configuration)) {
            cache.keepTables(
                    environment,
                    queries.tables(environment, Optional.empty()).stream()
                            .map(look -> look.description()
                                    .map(KnownTable::of)
                                    .orElseGet(() -> new KnownTable(look.name(), List.of(), Map.of())))
                            .toList());
        }
    }

    private void runs(Configuration configuration) throws IOException {
        Optional<Home> home = Home.of(world, configuration);
        if (home.isPresent()) {
            try (Home opened = home.get()) {
                cache.keepRuns(
                        KnownNames.HOME_RUNS,
                        opened.runs().latest(RUNS).stream().map(RunId::text).toList());
            }
        }
    }
}
