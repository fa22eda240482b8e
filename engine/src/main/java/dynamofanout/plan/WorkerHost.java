// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The place where a planned run will be carried out, with the number of workers that it can have.
 *
 * @param mostWorkers of a run for which the user asks no number
 * @param mostAsked most workers that a user may ask for
 * @param limit what limits these numbers
 * @param home of a deployed run, which is charged for more than the tables' units; absent for a local one
 */
public record WorkerHost(int mostWorkers, int mostAsked, Limit limit, Optional<Home> home) {
    /** The largest number that a request may ask for. */
    private static final int ANY = 1_000;

    /** Region and memory of the worker functions. */
    public record Home(String region, int memoryMegabytes) {}

    /**
     * Why there are no more workers, for people.
     *
     * @param planned absent where nothing but the place itself limits the number
     */
    public record Limit(Optional<String> planned, Optional<String> asked) {
        static final Limit NONE = new Limit(Optional.empty(), Optional.empty());
    }

    /**
     * How many functions may run at a time.
     *
     * @param mostWorkers as deployed
     * @param reserved of the worker function: then the account's others do not matter
     * @param unreserved what the account has for all functions that have none reserved; empty: it is not known
     */
    public record Concurrency(int mostWorkers, Optional<Integer> reserved, OptionalInt unreserved) {
        private WorkerHost host(Home home) {
            int most = Math.min(mostWorkers, reserved.orElse(mostWorkers));
            OptionalInt shared = reserved.isPresent() ? OptionalInt.empty() : unreserved;
            int half = Math.max(1, shared.orElse(Integer.MAX_VALUE) / 2);
            int all = Math.max(1, shared.orElse(Integer.MAX_VALUE));
            String quota = "the home account lets " + shared.orElse(0)
                    + " functions run at a time that have none reserved (Lambda's quota can be raised)";
            String deployed = reserved.filter(own -> own == most)
                    .map(own -> "home.reservedConcurrency is " + own)
                    .orElse("mostWorkers is " + mostWorkers + " as deployed");
            return new WorkerHost(
                    Math.min(most, half),
                    Math.min(most, all),
                    new Limit(
                            half < most ? Optional.of(quota + ", of which a run takes half") : Optional.empty(),
                            Optional.of(all < most ? quota : deployed)),
                    Optional.of(home));
        }
    }

    /** One process: whoever asks for more workers gets them. */
    public static WorkerHost local(int mostWorkers) {
        return new WorkerHost(mostWorkers, ANY, Limit.NONE, Optional.empty());
    }

    /** For each of so many runs that share the place. */
    public WorkerHost sharedBy(int runs) {
        return runs == 1
                ? this
                : new WorkerHost(
                        Math.max(1, mostWorkers / runs),
                        Math.max(1, mostAsked / runs),
                        new Limit(
                                limit.planned().map(why -> why + ", shared by " + runs + " tables at a time"),
                                Optional.of(limit.asked().map(why -> why + ", ").orElse("") + runs
                                        + " tables at a time share "
                                        + mostAsked + " workers")),
                        home);
    }

    /** Functions of a home account. */
    public static WorkerHost deployed(Concurrency concurrency, String region, int memoryMegabytes) {
        return concurrency.host(new Home(region, memoryMegabytes));
    }

    /** The same where nothing else runs. */
    public static WorkerHost deployed(int mostWorkers, String region, int memoryMegabytes) {
        return deployed(new Concurrency(mostWorkers, Optional.empty(), OptionalInt.empty()), region, memoryMegabytes);
    }

    /** A sentence where fewer workers are planned than were asked for, or could be used. */
    Optional<String> warning(Optional<Integer> asked, int planned) {
        Optional<Integer> tooMany = asked.filter(wanted -> wanted > mostAsked);
        if (tooMany.isPresent()) {
            return limit.asked()
                    .map(why -> tooMany.get() + " workers are asked for, and " + planned + " planned: " + why);
        }
        return asked.isEmpty() && planned == mostWorkers
                ? limit.planned().map(why -> "no more than " + planned + " workers are planned: " + why)
                : Optional.empty();
    }
}
