// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.testing.MemoryDynamo;
import dynamofanout.testing.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Two tables of random items: some on one side only, some equal but spelt otherwise, some different in one attribute; in
 * few large and many small partitions, with sort keys of any type.
 */
final class TablePair {
    private static final JsonMapper JSON = new JsonMapper();

    final MemoryDynamo dynamo = new MemoryDynamo();
    private final Random random;
    private final String types;
    private final Set<String> missing = new HashSet<>();
    private final Set<String> different = new HashSet<>();
    private final Set<String> extra = new HashSet<>();
    private int equal;

    /** @param salt of the target: other than "" for scans in another order than the source's */
    TablePair(long seed, int keys, String salt) {
        this.random = new Random(seed);
        this.types = "S" + "SNB".charAt(random.nextInt(3));
        dynamo.withTable(Bench.SOURCE, types, "").withTable(Bench.TARGET, types, salt);
        int fates = random.nextInt(5);
        for (int i = 0; i < keys; i++) {
            add(item(key(i)), random.nextInt(4) < 2 ? fates : random.nextInt(4));
        }
    }

    Set<String> missing() {
        return missing;
    }

    Set<String> different() {
        return different;
    }

    Set<String> extra() {
        return extra;
    }

    int equal() {
        return equal;
    }

    int inSource() {
        return equal + missing.size() + different.size();
    }

    /** What stands in a table, in a form that is equal exactly when DynamoDB takes the items for equal. */
    Map<String, Object> plain(String table) {
        Map<String, Object> plain = new HashMap<>();
        dynamo.contents(table).forEach((key, item) -> plain.put(key, Values.plainItem(item)));
        return plain;
    }

    private void add(ObjectNode item, int fate) {
        String key = dynamo.key(Bench.SOURCE, item);
        if (dynamo.contents(Bench.SOURCE).containsKey(key)
                || dynamo.contents(Bench.TARGET).containsKey(key)) {
            return;
        }
        switch (fate) {
            case 0 -> {
                missing.add(key);
                dynamo.put(Bench.SOURCE, item);
            }
            case 1 -> {
                extra.add(key);
                dynamo.put(Bench.TARGET, item);
            }
            case 2 -> {
                different.add(key);
                dynamo.put(Bench.SOURCE, item);
                dynamo.put(Bench.TARGET, changed(item));
            }
            default -> {
                equal++;
                dynamo.put(Bench.SOURCE, item);
                dynamo.put(Bench.TARGET, spelt(item));
            }
        }
    }

    private ObjectNode key(int i) {
        ObjectNode key = JSON.createObjectNode();
        boolean isLarge = random.nextInt(3) == 0;
        key.putObject("id").put("S", isLarge ? "large" : "ü\n" + random.nextInt(i + 1));
        ObjectNode at = key.putObject("at");
        switch (types.charAt(1)) {
            case 'N' -> at.put("N", number());
            case 'B' -> at.put("B", Base64.getEncoder().encodeToString(new byte[] {(byte) random.nextInt(), (byte) i}));
            default -> at.put("S", text());
        }
        return key;
    }

    private ObjectNode item(ObjectNode item) {
        int attributes = random.nextInt(5);
        for (int i = 0; i < attributes; i++) {
            item.set("a" + i, value(2));
        }
        if (random.nextInt(4) == 0) {
            item.putObject("aws:rep:updatetime").put("N", number());
        }
        return item;
    }

    private ObjectNode changed(ObjectNode item) {
        ObjectNode changed = spelt(item);
        switch (random.nextInt(3)) {
            case 0 -> changed.putObject("more").put("S", "");
            case 1 -> changed.set("a0", JSON.createObjectNode().put("S", "changed " + random.nextInt()));
            default -> changed.putObject("set").putArray("NS").add("1").add("2.5");
        }
        return changed;
    }

    /** An equal item: numbers of the same value in another spelling, sets and attributes in another order. */
    private ObjectNode spelt(ObjectNode item) {
        ObjectNode spelt = JSON.createObjectNode();
        var names = new java.util.ArrayList<String>();
        item.fieldNames().forEachRemaining(names::add);
        java.util.Collections.shuffle(names, random);
        names.forEach(name -> spelt.set(name, speltValue(item.path(name))));
        if (random.nextInt(4) == 0) {
            spelt.putObject("aws:rep:updatetime").put("N", number());
        }
        return spelt;
    }

    private JsonNode speltValue(JsonNode typed) {
        String type = typed.fieldNames().next();
        ObjectNode spelt = JSON.createObjectNode();
        JsonNode value = typed.path(type);
        switch (type) {
            case "N" -> spelt.put("N", speltNumber(value.asText()));
            case "NS" -> {
                var members = new java.util.ArrayList<String>();
                value.forEach(member -> members.add(speltNumber(member.asText())));
                java.util.Collections.shuffle(members, random);
                members.forEach(spelt.putArray("NS")::add);
            }
            case "M" -> {
                ObjectNode map = spelt.putObject("M");
                value.properties().forEach(entry -> map.set(entry.getKey(), speltValue(entry.getValue())));
            }
            case "L" -> {
                ArrayNode list = spelt.putArray("L");
                value.forEach(each -> list.add(speltValue(each)));
            }
            default -> spelt.set(type, value);
        }
        return spelt;
    }

    private String speltNumber(String number) {
        return switch (random.nextInt(3)) {
            case 0 -> number;
            case 1 -> new BigDecimal(number).stripTrailingZeros().toString();
            default -> new BigDecimal(number).toPlainString() + (number.contains(".") ? "0" : ".0");
        };
    }

    private ObjectNode value(int depth) {
        ObjectNode value = JSON.createObjectNode();
        switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> value.put("S", text());
            case 1 -> value.put("N", number());
            case 2 -> value.put("BOOL", random.nextBoolean());
            case 3 -> value.put("NULL", true);
            case 4 -> value.put("B", Base64.getEncoder().encodeToString(text().getBytes(StandardCharsets.UTF_8)));
            case 5 -> {
                ArrayNode set = value.putArray("NS");
                int size = 1 + random.nextInt(3);
                for (int i = 0; i < size; i++) {
                    set.add(String.valueOf(i * 1000 + random.nextInt(1000)));
                }
            }
            case 6 -> {
                ArrayNode list = value.putArray("L");
                int size = random.nextInt(3);
                for (int i = 0; i < size; i++) {
                    list.add(value(depth - 1));
                }
            }
            default -> {
                ObjectNode map = value.putObject("M");
                int size = random.nextInt(3);
                for (int i = 0; i < size; i++) {
                    map.set(text() + i, value(depth - 1));
                }
            }
        }
        return value;
    }

    private String number() {
        return switch (random.nextInt(3)) {
            case 0 -> String.valueOf(random.nextInt(2_000) - 1_000);
            case 1 -> new BigDecimal(random.nextInt(100_000)).movePointLeft(3).toPlainString();
            default -> new BigInteger(100, random).toString();
        };
    }

    private String text() {
        String letters = "ab\"\\\nüé\uFF5E\uD83D\uDE00 ";
        var text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            int at = random.nextInt(letters.length());
            char letter = letters.charAt(at);
            if (Character.isSurrogate(letter)) {
                text.append("\uD83D\uDE00");
            } else {
                text.append(letter);
            }
        }
        return text.append(random.nextInt(1_000)).toString();
    }
}
