package dynamofanout.pace;

/** Sums units over the last {@value #SLOTS} slots of a fixed length. Not thread-safe. */
final class Meter {
    private static final int SLOTS = 20;

    private final long slotNanos;
    private final double[] units = new double[SLOTS];
    private final long startedAt;
    private long slot;

    Meter(long slotNanos, long now) {
        this.slotNanos = slotNanos;
        this.startedAt = now;
    }

    void add(double added, long now) {
        advance(now);
        units[(int) (slot % SLOTS)] += added;
    }

    /** Units per second over the last {@code slots} whole slots, or since the start if that is shorter. */
    double perSecond(int slots, long now) {
        advance(now);
        double sum = 0;
        for (int i = 0; i <= slots && i <= slot; i++) {
            sum += units[(int) ((slot - i) % SLOTS)];
        }
        long covered = Math.min(now - startedAt, slots * slotNanos + (now - startedAt) % slotNanos);
        return sum / (Math.max(covered, slotNanos) / 1e9);
    }

    private void advance(long now) {
        long current = (now - startedAt) / slotNanos;
        for (long next = Math.max(slot + 1, current - SLOTS + 1); next <= current; next++) {
            units[(int) (next % SLOTS)] = 0;
        }
        slot = Math.max(slot, current);
    }
}
