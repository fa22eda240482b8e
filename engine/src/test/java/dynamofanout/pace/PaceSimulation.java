// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Workers that send batches as fast as their paces let them to a table with a limit, in virtual time. A call takes 10 ms
 * and has at most 25 units, as BatchWriteItem of small items.
 */
final class PaceSimulation {
    private static final long MILLI = 1_000_000L;
    private static final long LATENCY = 10 * MILLI;
    private static final double LARGEST_BATCH = 25;

    private final Server server;
    private final List<Worker> workers = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long order;
    private Figures figures = new Figures(0, 0, 0, 0);

    /** What a table does with a call of so many units: the units it takes of them. */
    @FunctionalInterface
    interface Server {
        double take(double units, long now);
    }

    /** What happened in a stretch of time. */
    record Figures(double seconds, double taken, long calls, long throttledCalls) {
        double takenPerSecond() {
            return taken / seconds;
        }

        double throttledShare() {
            return calls == 0 ? 0 : (double) throttledCalls / calls;
        }

        private Figures plus(double moreTaken, boolean isThrottled) {
            return new Figures(seconds, taken + moreTaken, calls + 1, throttledCalls + (isThrottled ? 1 : 0));
        }
    }

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private PaceSimulation(Server server) {
        this.server = server;
    }

    /** Workers of one process: they share what the table is found to take. */
    static PaceSimulation ofOneProcess(int workers, Server server) {
        var simulation = new PaceSimulation(server);
        var table = new AdaptiveLimit(0);
        for (int i = 0; i < workers; i++) {
            simulation.add(table, Math.min(16, 64 / workers));
        }
        return simulation;
    }

    /** Workers that know nothing of each other. */
    static PaceSimulation ofProcesses(int workers, Server server) {
        var simulation = new PaceSimulation(server);
        for (int i = 0; i < workers; i++) {
            simulation.add(AdaptiveLimit.ofOneOf(workers, 0), 16);
        }
        return simulation;
    }

    private void add(AdaptiveLimit table, int mostInFlight) {
        var pace = Pace.ofWrites(new Bucket(Double.POSITIVE_INFINITY, 0), table, 1);
        var worker = new Worker(pace, mostInFlight);
        workers.add(worker);
        at(workers.size(), worker::send);
    }

    /** Lets time pass and tells what happened in it. */
    Figures run(double seconds) {
        figures = new Figures(seconds, 0, 0, 0);
        long until = now + (long) (seconds * 1e9);
        while (!events.isEmpty() && events.element().at() <= until) {
            Event event = events.remove();
            now = event.at();
            event.action().run();
        }
        now = until;
        return figures;
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, order++, action));
    }

    /** Always has more to send. */
    private final class Worker {
        private final Pace pace;
        private final int mostInFlight;
        private int inFlight;
        private boolean isWaiting;

        Worker(Pace pace, int mostInFlight) {
            this.pace = pace;
            this.mostInFlight = mostInFlight;
        }

        void send() {
            while (inFlight < mostInFlight && !isWaiting) {
                double units = Math.max(1, Math.floor(Math.min(LARGEST_BATCH, pace.largestCall())));
                if (pace.tryTake(units, now)) {
                    inFlight++;
                    at(now + LATENCY / 2, () -> arrive(units));
                } else {
                    isWaiting = true;
                    at(now + Math.max(1, pace.waitNanos(now)), () -> {
                        isWaiting = false;
                        send();
                    });
                }
            }
        }

        private void arrive(double units) {
            double taken = server.take(units, now);
            at(now + LATENCY / 2, () -> answer(units, taken));
        }

        private void answer(double units, double taken) {
            inFlight--;
            figures = figures.plus(taken, taken < units);
            if (taken > 0) {
                pace.accepted(taken, taken, now);
            }
            if (taken < units) {
                pace.throttled(units - taken, now);
            }
            send();
        }
    }

    /** Takes so many units a second, and what it did not use lately: at most {@code burstSeconds} of them. */
    static final class TokenBucket implements Server {
        private final double burstSeconds;
        private final boolean isPartial;
        private double unitsPerSecond;
        private double tokens;
        private long filledAt;

        private TokenBucket(double unitsPerSecond, double burstSeconds, boolean isPartial) {
            this.unitsPerSecond = unitsPerSecond;
            this.burstSeconds = burstSeconds;
            this.isPartial = isPartial;
            this.tokens = unitsPerSecond * burstSeconds;
        }

        /** A call is taken whole or not at all. */
        static TokenBucket whole(double unitsPerSecond, double burstSeconds) {
            return new TokenBucket(unitsPerSecond, burstSeconds, false);
        }

        /** Of a call as much is taken as there is room for; the rest is handed back as unprocessed. */
        static TokenBucket partial(double unitsPerSecond, double burstSeconds) {
            return new TokenBucket(unitsPerSecond, burstSeconds, true);
        }

        void changeTo(double newUnitsPerSecond) {
            unitsPerSecond = newUnitsPerSecond;
        }

        @Override
        public double take(double units, long now) {
            double added = (now - filledAt) / 1e9 * unitsPerSecond;
            tokens = Math.min(unitsPerSecond * burstSeconds, tokens + added);
            filledAt = now;
            double taken = tokens >= units ? units : isPartial ? Math.floor(Math.max(0, tokens)) : 0;
            tokens -= taken;
            return taken;
        }
    }

    /** Has no limit: turns away a tenth of the calls at random, and half of every fifth of the others. */
    static Server faults(long seed) {
        return faults(seed, 0.1, 0.2);
    }

    /** Calls are refused by chance, and some of the others halved. */
    static Server faults(long seed, double refused, double halved) {
        var random = new Random(seed);
        return (units, now) -> {
            if (random.nextDouble() < refused) {
                return 0;
            }
            return random.nextDouble() < halved ? Math.floor(units / 2) : units;
        };
    }
}
