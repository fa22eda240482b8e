// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Home;
import dynamofanout.launcher.home.HomePlace;
import dynamofanout.launcher.local.LocalPlace;
import dynamofanout.launcher.place.LatestRun;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import dynamofanout.run.TableSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds runs: first on this machine, then in the home account. The home account is opened only if it is needed. */
public final class RunPlaces implements AutoCloseable {
    /** How many ids the message lists when a beginning fits several runs. */
    private static final int SHOWN = 5;

    private final World world;
    private final Printer printer;
    private final Optional<Path> configurationFile;
    private final LocalPlace local;
    private @Nullable Configuration configuration;
    private @Nullable Home home;

    /** A run and where it was found. */
    public record Found(RunPlace place, RunRecord record) {}

    /** A set of tables and where it was found. */
    public record FoundSet(RunPlace place, TableSet set) {}

    public RunPlaces(World world, Printer printer, Optional<Path> configurationFile) {
        this.world = world;
        this.printer = printer;
        this.configurationFile = configurationFile;
        this.local = new LocalPlace(world, printer, configurationFile);
    }

    /**
     * Finds a run by its id, by a beginning of it that no other listed run shares, or by {@code latest}.
     *
     * @throws BadInput if no place knows the run, or if the text fits several
     */
    public Found find(String text) {
        RunId run = id(text);
        return optional(run).or(() -> begunBy(run).flatMap(this::optional)).orElseThrow(() -> unknown(run));
    }

    /**
     * Finds a set of tables in the same way as {@link #find} finds runs. Empty if the text means no set.
     *
     * @throws BadInput if the text fits several runs or sets
     */
    public Optional<FoundSet> findSet(String text) {
        RunId id = id(text);
        if (optional(id).isPresent()) {
            return Optional.empty();
        }
        return set(id).or(() -> begunBy(id).flatMap(this::set));
    }

    private Optional<FoundSet> set(RunId id) {
        return set(local, id).or(() -> atHome().flatMap(place -> set(place, id)));
    }

    private static Optional<FoundSet> set(RunPlace place, RunId id) {
        return place.store().findSet(id).map(set -> new FoundSet(place, set));
    }

    /**
     * The id that was typed, or that {@code latest} stands for.
     *
     * @throws BadInput if it is no id, or this machine has started no run
     */
    RunId id(String text) {
        if (!text.equals(RunId.LATEST)) {
            return new RunId(text);
        }
        return new LatestRun(world)
                .find()
                .or(() -> local.store().latest(1).stream().findFirst())
                .orElseThrow(() -> new BadInput(
                        "no run was started from this machine yet: `fanout status` lists the" + " latest runs"));
    }

    /**
     * The only listed run whose id begins with this text.
     *
     * @throws BadInput when there are several
     */
    Optional<RunId> begunBy(RunId beginning) {
        List<RunId> runs = all().stream()
                .flatMap(place -> place.store().latest(RunListing.LATEST).stream())
                .filter(run -> run.text().startsWith(beginning.text()))
                .distinct()
                .toList();
        if (runs.size() > 1) {
            String names = runs.stream().limit(SHOWN).map(RunId::text).collect(Collectors.joining(", "));
            throw new BadInput("run " + beginning + " must be the beginning of one run's id only, got: " + names
                    + (runs.size() > SHOWN ? " and " + (runs.size() - SHOWN) + " more" : ""));
        }
        return runs.stream().findFirst();
    }

    /** The place where a new run is carried out: the home account if there is one and {@code --local} was not given. */
    RunPlace of(boolean isLocal, MaskOption mask) {
        Optional<HomePlace> home = isLocal ? Optional.empty() : atHome();
        if (home.isEmpty()) {
            return local.through(mask.file());
        }
        mask.refuseDeployed();
        return home.get();
    }

    Optional<Found> optional(RunId run) {
        return in(local, run).or(() -> atHome().flatMap(place -> in(place, run)));
    }

    List<RunPlace> all() {
        List<RunPlace> places = new ArrayList<>(List.of(local));
        atHome().ifPresent(places::add);
        return places;
    }

    Optional<HomePlace> atHome() {
        return home().map(opened -> new HomePlace(world, printer, opened));
    }

    /** The home, where {@code fanout.json} has one. */
    Optional<Home> home() {
        if (configuration == null) {
            configuration = world.configuration(configurationFile);
            home = Home.of(world, configuration).orElse(null);
        }
        return Optional.ofNullable(home);
    }

    BadInput unknown(RunId run) {
        String where = home().map(opened ->
                        ", neither here nor in " + opened.names().deployed().runTable() + " of "
                                + opened.names().place())
                .orElse(" here");
        return new BadInput("run " + run + " is not known" + where + ": `fanout status` lists the latest runs");
    }

    @Override
    public void close() {
        if (home != null) {
            home.close();
        }
    }

    private static Optional<Found> in(RunPlace place, RunId run) {
        return place.store().find(run).map(record -> new Found(place, record));
    }
}
