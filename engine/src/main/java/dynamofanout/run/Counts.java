// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * Counts what became of the items of a segment or a run. The number of items read comes from the service. Each fate is
 * counted where it is decided. So {@link #isBalanced} compares figures from two sources. Immutable.
 */
@SuppressWarnings("EnumOrdinal") // one is made per item, so it is a plain array; the order is stored nowhere
public final class Counts {
    private static final Fate[] FATES = Fate.values();

    public static final Counts NONE = new Counts(0, new long[FATES.length]);

    /** One item of a fate. */
    public static final Counts WRITTEN = of(Fate.WRITTEN, 1);

    public static final Counts UNCHANGED = of(Fate.UNCHANGED, 1);
    public static final Counts SKIPPED = of(Fate.SKIPPED, 1);
    public static final Counts MISSING = of(Fate.MISSING, 1);
    public static final Counts DIFFERENT = of(Fate.DIFFERENT, 1);
    public static final Counts GONE = of(Fate.GONE, 1);
    public static final Counts EXTRA = of(Fate.EXTRA, 1);
    public static final Counts DELETED = of(Fate.DELETED, 1);
    public static final Counts MEANWHILE = of(Fate.MEANWHILE, 1);

    private final long read;

    /** By the fates' order. */
    private final long[] items;

    private Counts(long read, long[] items) {
        this.read = read;
        this.items = items;
    }

    /** So many items of one fate. */
    public static Counts of(Fate fate, long items) {
        return NONE.plus(fate, items);
    }

    /** A page that was read: nothing is written or refused yet. */
    public static Counts ofPage(long read, long filtered, long gone) {
        var items = new long[FATES.length];
        items[Fate.FILTERED.ordinal()] = filtered;
        items[Fate.GONE.ordinal()] = gone;
        return new Counts(read, items);
    }

    /** Writes that were settled. */
    public static Counts settled(long written, long refused) {
        return of(Fate.WRITTEN, written).plus(Fate.REFUSED, refused);
    }

    public Counts plus(Counts more) {
        long[] sum = items.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more.items[i];
        }
        return new Counts(read + more.read, sum);
    }

    /** With so many more of one fate. */
    public Counts plus(Fate fate, long more) {
        long[] sum = items.clone();
        sum[fate.ordinal()] += more;
        return new Counts(read, sum);
    }

    /** Items of a fate. */
    public long of(Fate fate) {
        return items[fate.ordinal()];
    }

    /** The service's ScannedCount over passed pages, or the keys looked up. */
    public long read() {
        return read;
    }

    public long written() {
        return of(Fate.WRITTEN);
    }

    public long unchanged() {
        return of(Fate.UNCHANGED);
    }

    public long skipped() {
        return of(Fate.SKIPPED);
    }

    public long filtered() {
        return of(Fate.FILTERED);
    }

    public long refused() {
        return of(Fate.REFUSED);
    }

    public long missing() {
        return of(Fate.MISSING);
    }

    public long different() {
        return of(Fate.DIFFERENT);
    }

    public long gone() {
        return of(Fate.GONE);
    }

    public long extra() {
        return of(Fate.EXTRA);
    }

    public long deleted() {
        return of(Fate.DELETED);
    }

    /** Of the missing, different and extra items, those that were changed while they were looked at. */
    public long meanwhile() {
        return of(Fate.MEANWHILE);
    }

    /** Every item that was read has exactly one fate. */
    public boolean isBalanced() {
        return read == accounted();
    }

    /** The right side of the equation. */
    public long accounted() {
        return Arrays.stream(FATES).filter(Fate::isOfRead).mapToLong(this::of).sum();
    }

    /** Items on which two tables differ. */
    public long differences() {
        return missing() + different() + extra();
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("read", read);
        for (Fate fate : FATES) {
            if (fate != Fate.MEANWHILE || meanwhile() > 0) {
                json.put(fate.word(), of(fate));
            }
        }
        return json;
    }

    public static Counts read(JsonNode json) {
        var items = new long[FATES.length];
        for (Fate fate : FATES) {
            items[fate.ordinal()] = json.path(fate.word()).asLong();
        }
        return new Counts(json.path("read").asLong(), items);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts counts && read == counts.read && Arrays.equals(items, counts.items);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(read) + Arrays.hashCode(items);
    }

    @Override
    public String toString() {
        return json().toString();
    }
}
