package dynamofanout.functions;

import dynamofanout.request.RunId;
import dynamofanout.run.Plan;
import dynamofanout.run.RunStore;
import dynamofanout.run.StretchPieces;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which segment follows which, for the runs that a function's process has lately worked for: a plan never changes. One
 * thread uses this.
 */
final class SegmentOrders {
    private static final int MOST_RUNS = 8;

    private final RunStore store;
    private final Map<RunId, Order> orders = new LinkedHashMap<>();

    /** @param segments of one phase */
    private record Order(StretchPieces pieces, int segments) {}

    SegmentOrders(RunStore store) {
        this.store = store;
    }

    /** The number of the segment that follows a segment in its piece, in the same phase. */
    Optional<Integer> after(RunId run, int number) {
        Order order =
                orders.computeIfAbsent(run, asked -> order(store.existing(asked).plan()));
        if (orders.size() > MOST_RUNS) {
            orders.remove(orders.keySet().iterator().next());
        }
        int segment = number % order.segments();
        return order.pieces().after(segment).map(next -> number - segment + next);
    }

    private static Order order(Plan plan) {
        return new Order(new StretchPieces(plan.stretches()), plan.segments());
    }
}
