// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.environment.TableIdentity;
import dynamofanout.key.KeySelection;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.run.Forecast;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import dynamofanout.table.Throughput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects warnings of a plan: what may hurt but is not forbidden, one sentence each. */
final class Warnings {
    static final String ATTRIBUTES_OF_GLOBAL_TABLES =
            "items have attributes aws:rep:* of an old global table: they are copied as they are, and left out where"
                    + " items are compared";

    /** What a new table on demand takes in about ten seconds. */
    private static final double MANY_WRITES = 40_000;

    private final List<String> sentences = new ArrayList<>();

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    static List<String> ofSelection(KeySelection selection, boolean isAtLeast) {
        List<String> sentences = new ArrayList<>();
        int merged = selection.asked() - selection.selected().size();
        if (merged > 0) {
            sentences.add(merged + " of the " + selection.asked()
                    + " keys select only what others do too: they are merged with those");
        }
        if (isAtLeast) {
            sentences.add("some keys have more items than the plan looked at: there are more items than estimated");
        }
        return sentences;
    }

    void targetHolds(Optional<Boolean> isEmpty) {
        if (isEmpty.isEmpty()) {
            add("it could not be found out whether the target is empty (no permission to scan it)");
        } else if (!isEmpty.get()) {
            add("the target is not empty: items with the same key are overwritten, all others stay");
        }
    }

    /** @param why the end of a sentence */
    void noBackup(String why) {
        add("no backup: " + why + "; what is overwritten or deleted cannot be brought back");
    }

    void order(boolean isSame) {
        if (!isSame) {
            add(
                    "the tables' scans come in different orders: every item that differs or seems to is looked up by itself,"
                            + " which is slower and costs a read unit or more an item");
        }
    }

    void ofMask(List<String> more) {
        sentences.addAll(more);
    }

    void attributesOfGlobalTables() {
        add(ATTRIBUTES_OF_GLOBAL_TABLES);
    }

    /** Of a mirror that would come to its end with nothing deleted. */
    void deletes(Forecast forecast, Limits limits) {
        long extras = Math.round(forecast.extra() * forecast.targetItems());
        int most = limits.maxDeletes().orElse(0);
        if (extras > most) {
            add("about " + whole(extras) + " items of the target are extra, more than the " + whole(most)
                    + " of --max-deletes: it would write, delete nothing and stop");
        }
    }

    void indexes(TableDescription source, TableDescription target) {
        String fewer = onlyOf(source, target);
        if (!fewer.isEmpty()) {
            add("the target lacks indexes that the source has (" + fewer + "): queries of them will fail there");
        }
        String more = onlyOf(target, source);
        if (!more.isEmpty()) {
            add("the target has indexes that the source lacks (" + more
                    + "): each item in them costs further writes, and items they cannot hold are refused");
        }
    }

    private static String onlyOf(TableDescription one, TableDescription other) {
        return one.indexes().stream()
                .map(IndexDescription::name)
                .filter(name -> other.index(name).isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Items that an index of the target does not take are refused one by one: better to know before. */
    void indexKeys(TableDescription source, TableDescription target, Sample sample) {
        for (IndexDescription index : target.indexes()) {
            Optional<IndexDescription> other =
                    source.index(index.name()).filter(same -> !same.key().equals(index.key()));
            long refused = sample.refusedBy(index);
            if (other.isPresent() || refused > 0) {
                add("the target's index " + index.name() + " has the key " + index.key()
                        + other.map(same -> ", the source's has " + same.key()).orElse("") + ": " + whole(refused)
                        + " of " + whole(sample.seen())
                        + " sampled items will be refused, since theirs is of another type or empty");
            }
        }
    }

    void stream(TableDescription target) {
        if (target.hasStream()) {
            add("the target has a stream: its readers will see every write");
        }
    }

    /** @param others to which DynamoDB copies what is written to the target */
    void replicas(List<TableIdentity> others) {
        if (!others.isEmpty()) {
            add(
                    "the target is a replica of a global table: DynamoDB copies every write to the others too, and charges for"
                            + " it there: "
                            + others.stream().map(TableIdentity::place).collect(Collectors.joining("; ")));
        }
    }

    /**
     * Names the key that encrypts a table.
     *
     * @param isListed whether fanout.json lists it, so that our roles may use it
     */
    void encryption(String which, Optional<String> key, boolean isListed) {
        key.ifPresent(arn -> add("the " + which + " is encrypted with key " + arn
                + (isListed
                        ? ""
                        : ": unless that is AWS's own (aws/dynamodb), whoever calls must be allowed to use it; \"kmsKeys\" of"
                                + " its environment in fanout.json allows it for the deployed roles")));
    }

    void timeToLive(Optional<String> attribute) {
        attribute.ifPresent(name -> add("the target has TTL on attribute " + name
                + ": items whose time has passed will be deleted there soon after they arrive"));
    }

    void capacity(TableDescription source, TableDescription target, Ceilings ceilings) {
        below(
                "source",
                "read",
                source.throughput(),
                source.throughput().readUnits(),
                Ceilings.rate(ceilings.sourceReads()));
        below(
                "target",
                "write",
                target.throughput(),
                target.throughput().writeUnits(),
                Ceilings.rate(ceilings.targetWrites()));
        for (IndexDescription index : target.indexes()) {
            if (index.writeUnits() > 0 && index.writeUnits() < Sizing.capacity(target.throughput())) {
                add("the target's index " + index.name() + " has only " + number(index.writeUnits())
                        + " write units a second: it will throttle the whole table");
            }
        }
    }

    /** @param writeUnits of the run; one that is over within seconds meets no limit worth a word */
    void newOnDemand(TableDescription target, boolean isEmpty, double writeUnits) {
        if (writeUnits > MANY_WRITES && Speed.isNewOnDemand(target.throughput(), isEmpty)) {
            add(
                    "the target is on demand and new: it takes about 4,000 writes a second at first, then more as it grows");
        }
    }

    /**
     * Data that leave their Region, or pass through that of the home where neither table is.
     *
     * @param regions of the source, of the home where there is one, and of the target
     * @param dollars for the transfer, where its price is known
     */
    void regions(List<String> regions, long sizeBytes, Optional<Double> dollars) {
        String source = regions.get(0);
        String target = regions.get(regions.size() - 1);
        String charge = dollars.map(sum ->
                        String.format(Locale.ROOT, "about $%.2f for the transfer of %.1f GB", sum, sizeBytes / 1e9))
                .map(sum -> "AWS charges " + sum)
                .orElse("transfer is charged as well");
        if (!source.equals(target)) {
            add("the data leave their Region: from " + source + " to " + target + " (" + charge + ")");
        }
        regions.stream()
                .filter(region -> !region.equals(source) && !region.equals(target))
                .findFirst()
                .ifPresent(home -> add("the data pass through Region " + home
                        + ", where the functions run, although neither table is there"
                        + (source.equals(target) ? " (" + charge + ")" : "")));
    }

    void counts(long described, Sample sample) {
        boolean isMore = sample.scanned() > described;
        boolean isOther = sample.isWholeTable() && sample.scanned() != described;
        if (isMore || isOther) {
            add("the source's item count (" + described
                    + ", up to six hours old) is contradicted by a sample: there are "
                    + (sample.isWholeTable() ? "" : "about ") + sample.items() + " items");
        }
    }

    void prices(Collection<String> regionsWithout, String asOf) {
        if (!regionsWithout.isEmpty()) {
            add("there are no prices for " + String.join(" and ", regionsWithout) + " in the price table (of " + asOf
                    + "): dollars are not estimated");
        }
    }

    void ownPrices(String regionWithout, String asOf) {
        add("there are no prices for the home Region " + regionWithout + " in the price table (of " + asOf
                + "): what Lambda, Step Functions and the run table cost is not estimated");
    }

    private void below(String which, String kind, Throughput throughput, double has, double asked) {
        if (has > 0 && asked != Double.POSITIVE_INFINITY && has < asked) {
            add("the " + which + " has " + number(has) + " " + kind + " units a second, fewer than the " + number(asked)
                    + " asked for: it will throttle");
        } else if (has > 0 && asked == Double.POSITIVE_INFINITY && !throughput.isOnDemand()) {
            add("the " + which + " has " + number(has) + " provisioned " + kind
                    + " units a second, which others use too: set --" + kind + "-units to leave them a share");
        }
    }

    private void add(String sentence) {
        sentences.add(sentence);
    }

    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : String.valueOf(value);
    }
}
