// SPDX-License-Identifier: Apache-2.0
package dynamofanout.pace;

/** Counts the answers to calls since a given moment. */
final class AnswerWindow {
    private final long startedAt;
    private double taken;
    private double turnedAway;
    private int answers;
    private int throttled;

    AnswerWindow(long startedAt) {
        this.startedAt = startedAt;
    }

    void add(double moreTaken, double moreTurnedAway) {
        taken += moreTaken;
        turnedAway += moreTurnedAway;
        answers++;
        throttled += moreTurnedAway > 0 ? 1 : 0;
    }

    long ageNanos(long now) {
        return now - startedAt;
    }

    int answers() {
        return answers;
    }

    boolean hasThrottled() {
        return throttled > 0;
    }

    /** The share of answers in which something was throttled. */
    double share() {
        return (double) throttled / answers;
    }

    /** The share of units that were accepted. */
    double takenPart() {
        return taken / (taken + turnedAway);
    }

    double askedPerSecond(long now) {
        return (taken + turnedAway) * 1e9 / (now - startedAt);
    }

    double takenPerSecond(long now) {
        return taken * 1e9 / (now - startedAt);
    }
}
