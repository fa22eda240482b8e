package dynamofanout.pace;

import dynamofanout.pace.Pace.Throttle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A target whose partitions each take so many units a second, and a process that copies segments into it, in virtual
 * time: a segment's items lie in one partition, as ranges of the key's hash do. Items cost one unit, a call 10 ms.
 */
final class PartitionSimulation {
    private static final long LATENCY = 10_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int BATCH = 25;
    private static final int IN_FLIGHT = 2;

    private final Bucket[] partitions;
    private final ArrayDeque<Integer> segments;
    private final int segmentCount;
    private final int itemsOfSegment;
    private final AdaptiveLimit table = new AdaptiveLimit(0);
    private final Bucket ceiling = new Bucket(Double.POSITIVE_INFINITY, 0);
    private final double unitsOfPartition;
    private long calls;
    private long throttledCalls;

    private final class Worker {
        private final Pace pace = new Pace(ceiling, table, new AdaptiveLimit(0), 1);
        private int segment = -1;
        private int left;
        private int open;
        private Throttle lastThrottle = Throttle.TABLE;
    }

    private record Call(long at, Worker worker, int partition, int items) {}

    PartitionSimulation(int partitions, double unitsOfPartition, List<Integer> order, int itemsOfSegment) {
        this.partitions = new Bucket[partitions];
        for (int i = 0; i < partitions; i++) {
            this.partitions[i] = new Bucket(unitsOfPartition, 0);
        }
        this.unitsOfPartition = unitsOfPartition;
        this.segments = new ArrayDeque<>(order);
        this.segmentCount = order.size();
        this.itemsOfSegment = itemsOfSegment;
    }

    /** Share of all partitions' units that is used until the last item is written. */
    double usedShare(int workerCount) {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < workerCount; i++) {
            workers.add(new Worker());
        }
        var calls = new PriorityQueue<Call>((a, b) -> Long.compare(a.at(), b.at()));
        long now = 0;
        while (true) {
            boolean isWorking = false;
            Collections.rotate(workers, 1);
            for (Worker worker : workers) {
                isWorking |= send(worker, now, calls);
            }
            if (!isWorking && calls.isEmpty()) {
                double possible = unitsOfPartition * partitions.length * now / SECOND;
                return (double) segmentCount * itemsOfSegment / possible;
            }
            now += 1_000_000;
            while (!calls.isEmpty() && calls.element().at() <= now) {
                answer(calls.remove(), now);
            }
        }
    }

    double throttledShare() {
        return (double) throttledCalls / calls;
    }

    private boolean send(Worker worker, long now, PriorityQueue<Call> under) {
        if (worker.left == 0 && worker.open == 0 && !segments.isEmpty()) {
            worker.segment = segments.remove();
            worker.left = itemsOfSegment;
        }
        while (worker.left > 0 && worker.open < IN_FLIGHT) {
            int items = (int) Math.max(1, Math.min(Math.min(BATCH, worker.left), worker.pace.largestCall()));
            if (!worker.pace.tryTake(items, now)) {
                break;
            }
            worker.left -= items;
            worker.open++;
            int partition = (int) ((long) worker.segment * partitions.length / segmentCount);
            under.add(new Call(now + LATENCY, worker, partition, items));
        }
        return worker.left > 0 || worker.open > 0;
    }

    /** Items are taken while the partition's bucket lets them. */
    private void answer(Call call, long now) {
        int taken = 0;
        while (taken < call.items() && partitions[call.partition()].tryTake(1, now)) {
            taken++;
        }
        Worker worker = call.worker();
        worker.open--;
        worker.left += call.items() - taken;
        calls++;
        if (taken == 0) {
            worker.lastThrottle = Throttle.PARTITION; // a whole batch that is turned away says why
        } else {
            worker.pace.accepted(taken, taken, now);
        }
        if (taken < call.items()) {
            throttledCalls++;
            worker.pace.throttled(call.items() - taken, worker.lastThrottle, now);
        }
    }
}
