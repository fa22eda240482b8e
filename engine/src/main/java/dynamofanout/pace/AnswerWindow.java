package dynamofanout.pace;

/** The answers to calls from a moment on. */
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

    /** Of the answers, those that turned something away. */
    double share() {
        return (double) throttled / answers;
    }

    /** Of the units, those that were taken. */
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
