package dynamofanout.infra;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Configuration.Home;
import dynamofanout.environment.Environment;
import dynamofanout.input.BadInput;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that decides what is deployed, checked before anything is built.
 *
 * @param written {@code fanout.json} as people wrote it; it has a home
 * @param formerRunTable whether the run table of a former deployment, which destroying keeps, is used again
 */
public record Settings(
        Configuration written, FunctionsCode code, Durations durations, Sizes sizes, boolean formerRunTable) {
    public Settings {
        written.deployed(); // refuses a file without a home
        Map<String, String> stacks = new HashMap<>();
        for (Environment environment : written.environments().values()) {
            if (environment.roleArn().isPresent()) {
                continue; // nothing of ours is named for it
            }
            if (Names.isTakenByFunction(environment.name())) {
                throw new BadInput(
                        "environments",
                        "the name of an environment must not be plan, segment, finish or query (fanout-plan and so on"
                                + " are the functions' roles), got: \"" + environment.name() + "\"");
            }
            String stack = Names.accessStack(environment.name()).toLowerCase(Locale.ROOT);
            String other = stacks.put(stack, environment.name());
            if (other != null) {
                throw new BadInput(
                        "environments",
                        "the names of environments must differ by more than case, \"-\" and \"_\", got: \"" + other
                                + "\" and \"" + environment.name() + "\"");
            }
        }
    }

    Home home() {
        return written.home().orElseThrow();
    }

    /** As the functions see them: each with a role and its external id. */
    List<Environment> environments() {
        return List.copyOf(written.deployed().environments().values());
    }

    /** Whether the environment's role is ours to make: not where {@code fanout.json} names one. */
    boolean makesRole(Environment environment) {
        return written.environment(environment.name()).orElseThrow().roleArn().isEmpty();
    }

    /** No more workers than may run at a time. */
    int mostWorkers() {
        return Math.min(sizes.mostWorkers(), home().reservedConcurrency().orElse(sizes.mostWorkers()));
    }
}
