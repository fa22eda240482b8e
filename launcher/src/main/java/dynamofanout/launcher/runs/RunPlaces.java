package dynamofanout.launcher.runs;

import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Home;
import dynamofanout.launcher.home.HomePlace;
import dynamofanout.launcher.local.LocalPlace;
import dynamofanout.launcher.place.RunPlace;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds runs: first in the directory of this machine, then in the home account. The home is opened only when asked. */
public final class RunPlaces implements AutoCloseable {
    private final World world;
    private final Printer printer;
    private final Optional<Path> configurationFile;
    private final LocalPlace local;
    private @Nullable Configuration configuration;
    private @Nullable Home home;

    /** A run and where it was found. */
    public record Found(RunPlace place, RunRecord record) {}

    public RunPlaces(World world, Printer printer, Optional<Path> configurationFile) {
        this.world = world;
        this.printer = printer;
        this.configurationFile = configurationFile;
        this.local = new LocalPlace(world, printer, configurationFile);
    }

    /**
     * Finds a run by its id.
     *
     * @throws BadInput when neither place knows the run
     */
    public Found find(RunId run) {
        return optional(run).orElseThrow(() -> unknown(run));
    }

    /**
     * The place where a new run is to be carried out.
     *
     * @throws BadInput when it is the home account and there is none
     */
    RunPlace of(boolean isLocal, MaskOption mask) {
        if (isLocal) {
            return local.through(mask.file());
        }
        mask.refuseDeployed();
        return atHome().orElseThrow(() -> new BadInput(
                "local",
                "a run on AWS needs " + missingHome()
                        + ": add it and deploy, or add --local to use this machine's own process"));
    }

    Optional<Found> optional(RunId run) {
        return in(local, run).or(() -> atHome().flatMap(place -> in(place, run)));
    }

    boolean isHere(RunId run) {
        return local.store().find(run).isPresent();
    }

    List<RunPlace> all() {
        List<RunPlace> places = new ArrayList<>(List.of(local));
        atHome().ifPresent(places::add);
        return places;
    }

    Optional<HomePlace> atHome() {
        return home().map(opened -> new HomePlace(world, printer, opened));
    }

    /** Words for the home that is not there. */
    String missingHome() {
        return world.configuration(configurationFile)
                .readFrom()
                .map(file -> "\"home\" in " + file)
                .orElse("a fanout.json with \"home\" (none was found)");
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
