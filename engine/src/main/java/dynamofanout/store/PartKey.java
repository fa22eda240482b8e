// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import dynamofanout.run.RunLines;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key of a part in the run table. All parts of a run have its id as partition key. Run ids contain no {@code #}, so
 * partition keys with one are used for parts that belong to no run.
 *
 * @param run partition key
 * @param part sort key
 */
record PartKey(String run, String part) {
    static final String RUN = "run";
    static final String PART = "part";

    static final String SEGMENTS = "segment#";
    static final String SAMPLES = "sample#";

    private static final String LOCK = "lock#";
    private static final String LIST = "runs";

    /** Behind every time. A run may be called {@code runs}, but its parts' names begin with letters. */
    private static final String LIST_END = ":";

    static PartKey control(RunId run) {
        return new PartKey(run.text(), "control");
    }

    static PartKey request(RunId run) {
        return new PartKey(run.text(), "request");
    }

    static PartKey plan(RunId run) {
        return new PartKey(run.text(), "plan");
    }

    static PartKey summary(RunId run) {
        return new PartKey(run.text(), "summary");
    }

    static PartKey backup(RunId run) {
        return new PartKey(run.text(), "backup");
    }

    static PartKey creation(RunId run) {
        return new PartKey(run.text(), "creation");
    }

    static PartKey set(RunId set) {
        return new PartKey(set.text(), "set");
    }

    /** What a set was to be when its tables were planned. */
    static PartKey proposedSet(RunId set) {
        return new PartKey(set.text(), "proposed-set");
    }

    /** Why a table of a set cannot be copied, as its planning found. */
    static PartKey refusal(RunId run) {
        return new PartKey(run.text(), "refusal");
    }

    static PartKey proposal(RunId run) {
        return new PartKey(run.text(), "proposal");
    }

    static PartKey segment(RunId run, int segment) {
        return new PartKey(run.text(), SEGMENTS + digits(segment));
    }

    /** {@code refused-00017-e1-2}, as the worker names it, is {@code refused#00017#e1#2}. */
    static PartKey lines(RunLines which) {
        String prefix = prefix(which.kind());
        return switch (which.kind()) {
            case REFUSED -> {
                String worker = "refused-";
                String name = which.name();
                String rest = name.startsWith(worker) ? name.substring(worker.length()) : name;
                yield new PartKey(which.run().text(), prefix + rest.replace('-', '#'));
            }
            case DIFFERENCES -> new PartKey(which.run().text(), which.name().replace('-', '#'));
            case KEYS, SETTLED -> new PartKey(which.run().text(), prefix + which.name());
        };
    }

    /** What the sort keys of lines of a kind begin with. */
    static String prefix(RunLines.Kind kind) {
        return switch (kind) {
            case REFUSED -> "refused#";
            case DIFFERENCES -> "differences#";
            case KEYS -> "keys#";
            case SETTLED -> "settled#";
        };
    }

    /**
     * A sample of the run.
     *
     * @param time always as long, so that samples are sorted by it
     * @param id unlike that of any other sample of that time
     */
    static PartKey sample(RunId run, String time, String id) {
        return new PartKey(run.text(), SAMPLES + time + "#" + id);
    }

    static PartKey lock(String target) {
        return new PartKey(LOCK + target, "lock");
    }

    /**
     * The run's entry in the list of runs.
     *
     * @param time always as long, so that entries are sorted by it
     */
    static PartKey listed(RunId run, String time) {
        return new PartKey(LIST, time + "#" + run);
    }

    static PartKey listEnd() {
        return new PartKey(LIST, LIST_END);
    }

    PartKey chunk(String id, int number) {
        return new PartKey(run, chunks(id) + digits(number));
    }

    /** What the names of a document's chunks begin with. */
    String chunks(String id) {
        return part + "#" + id + "#";
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(RUN, AttributeValue.fromS(run), PART, AttributeValue.fromS(part));
    }

    /** As sentences name it. */
    String words() {
        if (run.startsWith(LOCK)) {
            return "the lock on " + run.substring(LOCK.length());
        }
        return run.equals(LIST) && part.compareTo(LIST_END) <= 0 ? "the list of runs" : "part " + part + " of " + run;
    }

    private static String digits(int number) {
        return String.format(Locale.ROOT, "%05d", number);
    }
}
