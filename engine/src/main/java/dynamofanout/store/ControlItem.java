// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.StoredJson;
import dynamofanout.run.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Control as attributes of a part. Each of the totals is a number of its own, so that a save adds to it without reading
 * it. Stop, ceilings and limits are JSON. {@code version} changes with everything except those numbers.
 */
public final class ControlItem {
    static final String OWNER = "owner";
    static final String STOP = "stop";
    static final String VERSION = "version";
    private static final String FORMAT = "format";
    private static final String CEILINGS = "ceilings";
    private static final String LIMITS = "limits";
    private static final String CLAIMED = "claimed";
    private static final String ENDED = "ended";

    /** Leaves 21 of the 38 digits of DynamoDB's numbers for what stands before the point. */
    private static final int MOST_DECIMALS = 17;

    private ControlItem() {}

    public static RunPart of(RunId run, Control control, String version) {
        RunPart item = RunPart.of(PartKey.control(run)).with(FORMAT, Control.FORMAT);
        for (var fixed : fixed(control, version).entrySet()) {
            item = item.with(fixed.getKey(), fixed.getValue());
        }
        if (control.stop().isPresent()) {
            item = item.with(STOP, control.stop().get().json().toString());
        }
        for (var number : numbers(control).entrySet()) {
            item = item.with(
                    number.getKey(), AttributeValue.fromN(number.getValue().toPlainString()));
        }
        return item;
    }

    public static Control read(RunPart item, String table) {
        String what = item.key().words() + " in table " + table;
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(FORMAT, item.number(FORMAT))
                .put(OWNER, item.text(OWNER))
                .put(CLAIMED, item.number(CLAIMED))
                .put(ENDED, item.number(ENDED));
        for (String name : new String[] {STOP, CEILINGS, LIMITS}) {
            if (item.has(name)) {
                json.set(name, StoredJson.parse(what, item.text(name)));
            }
        }
        json.set("totals", totals(item));
        return StoredJson.read(what, json, Control.FORMAT, Control::read);
    }

    /** What a save does: nothing is read, nothing is lost. */
    static Change plus(Totals added) {
        var change = new Change();
        numbers(added).forEach(change::add);
        return change;
    }

    /** Takes a save's totals back. */
    static Change minus(Totals added) {
        var change = new Change();
        numbers(added).forEach((name, more) -> change.add(name, more.negate()));
        return change;
    }

    static Change counting(Change change, int claimed, int ended) {
        return change.add(CLAIMED, BigDecimal.valueOf(claimed)).add(ENDED, BigDecimal.valueOf(ended));
    }

    /** From what was read to what shall be; numbers change by the difference, so that what others add meanwhile stays. */
    static Change changed(RunPart before, Control after, String version) {
        Change change = fixedChange(after, version);
        numbers(after).forEach((name, number) -> growTo(change, before, name, number));
        return change;
    }

    /** The same for a new owner: claimed and ended count what its own execution does. */
    static Change handedOver(RunPart before, Control after, String version) {
        Change change =
                fixedChange(after, version).set(CLAIMED, after.claimed()).set(ENDED, after.ended());
        numbers(after.totals()).forEach((name, number) -> growTo(change, before, name, number));
        return change;
    }

    private static Change fixedChange(Control after, String version) {
        var change = new Change();
        fixed(after, version).forEach(change::set);
        after.stop().ifPresentOrElse(stop -> change.set(STOP, stop.json().toString()), () -> change.remove(STOP));
        return change;
    }

    /** A double that was not changed is not the stored decimal to its last digit, and shall stay. */
    private static void growTo(Change change, RunPart before, String name, BigDecimal number) {
        BigDecimal stored = before.number(name);
        if (stored.doubleValue() != number.doubleValue()) {
            change.add(name, number.subtract(stored));
        }
    }

    private static Map<String, String> fixed(Control control, String version) {
        return Map.of(
                OWNER, control.owner(),
                CEILINGS, control.ceilings().json().toString(),
                LIMITS, control.limits().json().toString(),
                VERSION, version);
    }

    private static Map<String, BigDecimal> numbers(Control control) {
        Map<String, BigDecimal> numbers = numbers(control.totals());
        numbers.put(CLAIMED, BigDecimal.valueOf(control.claimed()));
        numbers.put(ENDED, BigDecimal.valueOf(control.ended()));
        return numbers;
    }

    /** Counts by their names, units by theirs but for the sums over both sides. */
    private static Map<String, BigDecimal> numbers(Totals totals) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        ObjectNode json = totals.json();
        json.path("counts").properties().forEach(count -> numbers.put(count.getKey(), decimal(count.getValue())));
        json.path("units").properties().stream()
                .filter(units -> isStored(units.getKey()))
                .forEach(units -> numbers.put(units.getKey(), decimal(units.getValue())));
        json.path("effort").properties().forEach(spent -> numbers.put(spent.getKey(), decimal(spent.getValue())));
        numbers.put("throttled", decimal(json.path("throttled")));
        numbers.put("retries", decimal(json.path("retries")));
        return numbers;
    }

    private static ObjectNode totals(RunPart item) {
        ObjectNode json = Totals.NONE.json();
        fill((ObjectNode) json.path("counts"), item);
        fill((ObjectNode) json.path("units"), item);
        fill((ObjectNode) json.path("effort"), item);
        return json.put("throttled", item.number("throttled")).put("retries", item.number("retries"));
    }

    private static void fill(ObjectNode json, RunPart item) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> json.put(name, item.number(name)));
    }

    private static boolean isStored(String units) {
        return !units.equals("read") && !units.equals("write");
    }

    private static BigDecimal decimal(JsonNode number) {
        BigDecimal decimal = number.decimalValue();
        return decimal.scale() > MOST_DECIMALS ? decimal.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN) : decimal;
    }
}
