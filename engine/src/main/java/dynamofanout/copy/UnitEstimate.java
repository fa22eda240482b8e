// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

/** Estimates the units that one item costs, as a moving average over about the last ten calls. */
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
