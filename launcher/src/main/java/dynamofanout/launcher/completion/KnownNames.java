// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.completion;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environment;
import dynamofanout.launcher.console.World;
import dynamofanout.request.RunId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Names that are known without a call: those in fanout.json, in the AWS profiles, of this machine's runs, and those that
 * {@link NameRefresh} has cached. Also remembers which places should be looked up in the background.
 */
final class KnownNames {
    /** The place of runs in the home account; no environment can be called so. */
    static final String HOME_RUNS = "\nruns";

    private static final int RUNS = 30;

    private final World world;
    private final Configuration configuration;
    private final NameCache cache;
    private final Set<String> asked = new LinkedHashSet<>();

    KnownNames(World world, Configuration configuration) {
        this.world = world;
        this.configuration = configuration;
        this.cache = new NameCache(world);
    }

    /** Those of fanout.json first. */
    List<String> environments() {
        Set<String> names = new LinkedHashSet<>(configuration.environments().keySet());
        names.addAll(profiles());
        return List.copyOf(names);
    }

    Set<String> profiles() {
        return new TreeSet<>(world.profiles().get().profiles().keySet());
    }

    boolean isEnvironment(String name) {
        return environments().contains(name);
    }

    /** Names that fanout.json writes out, and those of the last look. */
    Set<String> tables(String environment) {
        Set<String> names = new TreeSet<>();
        configuration.environment(environment).map(Environment::tables).stream()
                .flatMap(List::stream)
                .filter(name -> !name.contains("*"))
                .forEach(names::add);
        look(environment).forEach(table -> names.add(table.name()));
        return names;
    }

    Optional<KnownTable> table(String environment, String name) {
        return look(environment).stream()
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    /** The latest first. */
    List<String> runs() {
        Stream<String> here = world.runStore().latest(RUNS).stream().map(RunId::text);
        Stream<String> atHome = Stream.empty();
        if (configuration.home().isPresent()) {
            asked.add(HOME_RUNS);
            atHome = cache.runs(HOME_RUNS).stream();
        }
        return Stream.concat(here, atHome).distinct().toList();
    }

    /** Places whose names were asked for and are not fresh. */
    List<String> stale() {
        List<String> places = new ArrayList<>(asked);
        places.removeIf(cache::isFresh);
        return places;
    }

    private List<KnownTable> look(String environment) {
        asked.add(environment);
        return cache.tables(environment);
    }
}
