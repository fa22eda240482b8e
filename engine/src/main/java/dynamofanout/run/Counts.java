package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What became of the items of a segment or a run. {@code read} is what the service says it scanned; all others are
 * counted where they are decided, so that {@link #isBalanced} compares figures from two places.
 *
 * @param read the service's ScannedCount over passed pages, or the keys looked up
 * @param written puts that the service acknowledged
 * @param unchanged equal in the target already
 * @param skipped missing-mode: the target has the key
 * @param filtered left out by the filter
 * @param refused the target will never take it
 * @param missing compare: only in the source
 * @param different compare: on both sides, not equal
 * @param gone selected keys that the source's table no longer has
 * @param extra only in the target
 * @param deleted removed from the target
 * @param meanwhile of missing, different and extra, those that were changed while they were looked at; not part of the
 *     equation
 */
public record Counts(
        long read,
        long written,
        long unchanged,
        long skipped,
        long filtered,
        long refused,
        long missing,
        long different,
        long gone,
        long extra,
        long deleted,
        long meanwhile) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** One item of a fate. */
    public static final Counts WRITTEN = new Counts(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static final Counts UNCHANGED = new Counts(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);

    public static final Counts SKIPPED = new Counts(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    public static final Counts MISSING = new Counts(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
    public static final Counts DIFFERENT = new Counts(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    public static final Counts GONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
    public static final Counts EXTRA = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
    public static final Counts DELETED = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    public static final Counts MEANWHILE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    /** With nothing that changed meanwhile. */
    public Counts(
            long read,
            long written,
            long unchanged,
            long skipped,
            long filtered,
            long refused,
            long missing,
            long different,
            long gone,
            long extra,
            long deleted) {
        this(read, written, unchanged, skipped, filtered, refused, missing, different, gone, extra, deleted, 0);
    }

    /** A page that was read: nothing is written or refused yet. */
    public static Counts ofPage(long read, long filtered, long gone) {
        return new Counts(read, 0, 0, 0, filtered, 0, 0, 0, gone, 0, 0);
    }

    /** Writes that were settled. */
    public static Counts settled(long written, long refused) {
        return new Counts(0, written, 0, 0, 0, refused, 0, 0, 0, 0, 0);
    }

    public Counts plus(Counts more) {
        return new Counts(
                read + more.read,
                written + more.written,
                unchanged + more.unchanged,
                skipped + more.skipped,
                filtered + more.filtered,
                refused + more.refused,
                missing + more.missing,
                different + more.different,
                gone + more.gone,
                extra + more.extra,
                deleted + more.deleted,
                meanwhile + more.meanwhile);
    }

    /** Every item that was read has exactly one fate. */
    public boolean isBalanced() {
        return read == accounted();
    }

    /** The right side of the equation. */
    public long accounted() {
        return written + unchanged + skipped + filtered + refused + missing + different + gone;
    }

    /** Items on which two tables differ. */
    public long differences() {
        return missing + different + extra;
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("read", read)
                .put("written", written)
                .put("unchanged", unchanged)
                .put("skipped", skipped)
                .put("filtered", filtered)
                .put("refused", refused)
                .put("missing", missing)
                .put("different", different)
                .put("gone", gone)
                .put("extra", extra)
                .put("deleted", deleted);
        return meanwhile == 0 ? json : json.put("meanwhile", meanwhile);
    }

    public static Counts read(JsonNode json) {
        return new Counts(
                json.path("read").asLong(),
                json.path("written").asLong(),
                json.path("unchanged").asLong(),
                json.path("skipped").asLong(),
                json.path("filtered").asLong(),
                json.path("refused").asLong(),
                json.path("missing").asLong(),
                json.path("different").asLong(),
                json.path("gone").asLong(),
                json.path("extra").asLong(),
                json.path("deleted").asLong(),
                json.path("meanwhile").asLong());
    }
}
