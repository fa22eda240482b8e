package dynamofanout.copy;

/** What one item costs in units, learned from what calls were charged: a moving average over the last ten or so. */
public final class UnitEstimate {
    private static final double WEIGHT = 0.1;

    private double perItem;
    private boolean isMeasured;

    public UnitEstimate(double firstGuess) {
        perItem = firstGuess;
    }

    public double perItem() {
        return perItem;
    }

    public double of(int items) {
        return perItem * items;
    }

    public void learn(double units, int items) {
        if (units <= 0 || items == 0) {
            return;
        }
        double seen = units / items;
        perItem = isMeasured ? perItem + WEIGHT * (seen - perItem) : seen;
        isMeasured = true;
    }
}
