package dynamofanout.plan;

import java.util.Optional;

/**
 * Where the planned run will be carried out.
 *
 * @param mostWorkers that it can carry, unless the user asks for a number
 * @param home of a deployed run, which is charged for more than the tables' units; absent for a local one
 */
public record WorkerHost(int mostWorkers, Optional<Home> home) {
    /** Region and memory of the worker functions. */
    public record Home(String region, int memoryMegabytes) {}

    public static WorkerHost local(int mostWorkers) {
        return new WorkerHost(mostWorkers, Optional.empty());
    }

    public static WorkerHost deployed(int mostWorkers, String region, int memoryMegabytes) {
        return new WorkerHost(mostWorkers, Optional.of(new Home(region, memoryMegabytes)));
    }
}
