// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.RandomJson;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Masked;
import dynamofanout.mask.MaskOutcome.Refused;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever items and rules look like. */
class MaskPropertyTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CANARY = "Canary";
    private static final List<String> HIDING = List.of(
            "\"drop\"",
            "{\"fixed\": \"x\"}",
            "{\"fixed\": {\"L\": []}}",
            "{\"token\": \"t\", \"prefix\": \"p-\"}",
            "{\"email\": \"t\"}");
    private static final List<String> RULES = List.of(
            "\"keep\"",
            "{\"shape\": \"s\", \"keepFirst\": 1}",
            "{\"name\": \"full\"}",
            "{\"words\": \"x\\ny\\nz\", \"label\": \"w\"}",
            "{\"round\": 0.25}",
            "{\"shiftDays\": 9, \"by\": \"key\"}",
            "{\"split\": \"\\\"\", \"parts\": [{\"token\": \"t\"}]}");
    private static final List<String> KEY_SAFE = List.of(
            "\"keep\"",
            "{\"token\": \"t\"}",
            "{\"token\": \"t\", \"prefix\": \"#\"}",
            "{\"email\": \"t\"}",
            "{\"split\": \"#\", \"parts\": [{\"token\": \"t\"}]}",
            "{\"split\": \"a\", \"parts\": [{\"token\": \"t\"}]}",
            "{\"split\": \"#\", \"parts\": [\"keep\", {\"email\": \"t\", \"domain\": \"a.b\"}]}",
            "{\"split\": \".\", \"parts\": [{\"split\": \"#\", \"parts\": [\"keep\", {\"token\": \"t\"}]}, \"keep\"]}");

    @Property(tries = 500)
    void an_item_arrives_as_an_item_with_kept_attributes_as_they_came(@ForAll Random random)
            throws JsonProcessingException {
        Map<String, String> rules = rules(random);
        Slice item = Slice.of(new RandomJson(random).item("the key"));

        MaskOutcome outcome = masker(rules).mask(item);

        if (outcome instanceof Masked masked) {
            Map<String, Slice> before = attributes(item);
            Map<String, Slice> after = attributes(masked.item());
            JSON.readTree(masked.item().text());
            before.forEach((name, value) -> check(rules.getOrDefault(name, "\"keep\""), value, after.remove(name)));
            assertThat(after).isEmpty();
        } else {
            assertThat(((Refused) outcome).reason()).contains(" must ");
        }
    }

    @Property(tries = 300)
    void no_clear_value_leaves_under_rules_that_hide_it(@ForAll Random random) {
        List<String> values = List.of(
                "{\"S\":\"Canary \"}",
                "{\"SS\":[\"Canary1\",\"Canary\\u0032\"]}",
                "{\"L\":[{\"S\":\"Canary\"},{\"M\":{\"Canary\":{\"S\":\"Canary\"}}}]}",
                "{\"M\":{\"Canary\":{\"S\":\"Canary\"},\"b\":{\"NS\":[\"1\"]}}}",
                "{\"B\":\"" + base64(CANARY) + "\"}",
                "{\"NULL\":true}");
        Map<String, String> rules = new LinkedHashMap<>();
        List<String> attributes = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d.e", "f[]", "g.*")) {
            rules.put(name, oneOf(HIDING, random));
            String inner = oneOf(values, random);
            String attribute = name.substring(0, 1);
            attributes.add("\"" + attribute + "\":"
                    + switch (name) {
                        case "d.e" -> "{\"M\":{\"e\":" + inner + "}}";
                        case "f[]" -> "{\"L\":[" + inner + "," + oneOf(values, random) + "]}";
                        case "g.*" -> "{\"M\":{\"Other\":" + inner + "}}";
                        default -> inner;
                    });
        }

        String outcome = text(masker(rules).mask(Slice.of("{" + String.join(",", attributes) + "}")));

        assertThat(outcome).doesNotContain(CANARY).doesNotContain(base64(CANARY).substring(0, 8));
    }

    @Property(tries = 1_000)
    void different_keys_stay_different_and_the_same_key_stays_the_same(@ForAll Random random) {
        String rule = oneOf(KEY_SAFE, random);
        boolean isText = rule.contains("email") || rule.contains("split");
        String type = isText ? "S" : oneOf(List.of("S", "N", "B"), random);
        Masker masker = masker(Map.of("id", rule));
        Map<String, String> clearByMasked = new HashMap<>();

        for (int i = 0; i < 50; i++) {
            String clear = key(type, random);
            MaskOutcome outcome = masker.mask(Slice.of("{\"id\":{\"" + type + "\":\"" + clear + "\"}}"));
            if (outcome instanceof Masked masked) {
                String canonical = Arrays.toString(CanonicalValue.bytes(ScalarType.valueOf(type), clear));
                String before =
                        clearByMasked.put(canonicalItem(type, masked.item().text()), canonical);
                assertThat(before == null || before.equals(canonical)).isTrue();
            }
        }
    }

    @Property(tries = 200)
    void values_that_joined_still_join_and_others_do_not(@ForAll Random random) {
        Masker orders = masker(Map.of("order", "\"keep\"", "customer", "{\"token\": \"c\"}"));
        Masker customers = Masker.of(
                Masks.file("{\"items\": [{\"when\": {\"pk\": \"*\"}, \"attributes\": {\"pk\": {\"split\": \"#\","
                                + " \"parts\": [\"keep\", {\"token\": \"c\"}]}}}]}")
                        .table("Orders"),
                Masks.SECRET,
                Masks.KEY);
        String left = key("S", random).replace("#", "");
        String right = key("S", random).replace("#", "");

        String order = text(orders.mask(Slice.of("{\"customer\":{\"S\":\"" + left + "\"}}")));
        String customer = text(customers.mask(Slice.of("{\"pk\":{\"S\":\"CUSTOMER#" + right + "\"}}")));

        String token = order.substring(order.length() - 29, order.length() - 3);
        assertThat(customer.contains("CUSTOMER#" + token)).isEqualTo(left.equals(right));
    }

    @Property(tries = 100)
    void within_one_table_of_several_entities_as_many_items_arrive_and_each_order_finds_its_customer(
            @ForAll Random random) {
        Masker table = Masks.table("{\"items\": ["
                + entity(
                        "PROFILE",
                        "\"pk\": {\"split\": \"#\", \"parts\": [\"keep\", {\"token\": \"c\"}]}, \"sk\": \"keep\"")
                + ", "
                + entity(
                        "ORDER#*",
                        "\"pk\": {\"split\": \"#\", \"parts\": [\"keep\", {\"token\": \"c\"}]}, \"sk\": {\"split\":"
                                + " \"#\", \"parts\": [\"keep\", {\"token\": \"o\"}]}, \"soldTo\": {\"token\": \"c\"}")
                + "]}");
        List<String> customers = IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(i -> "kunde-" + i)
                .toList();
        List<String> items = new ArrayList<>();
        customers.stream()
                .filter(customer -> random.nextInt(4) > 0) // some orders are nobody's
                .forEach(customer -> items.add(singleTableItem(customer, "PROFILE", "")));
        IntStream.range(0, random.nextInt(60)).forEach(i -> {
            String customer = oneOf(customers, random);
            items.add(singleTableItem(
                    customer, "ORDER#bestellung-" + i, ",\"soldTo\":{\"S\":\"" + oneOf(customers, random) + "\"}"));
        });

        List<String> masked =
                items.stream().map(item -> text(table.mask(Slice.of(item)))).toList();

        assertThat(masked)
                .doesNotHaveDuplicates()
                .noneMatch(item -> item.contains("kunde-") || item.contains("bestellung-"));
        assertThat(pairs(masked, "pk")).isEqualTo(pairs(items, "pk"));
        assertThat(pairs(masked, "soldTo")).isEqualTo(pairs(items, "soldTo"));
    }

    private static String entity(String sortKey, String rules) {
        return "{\"when\": {\"pk\": \"CUSTOMER#*\", \"sk\": \"" + sortKey + "\"}, \"attributes\": {" + rules + "}}";
    }

    private static String singleTableItem(String customer, String sortKey, String more) {
        return "{\"pk\":{\"S\":\"CUSTOMER#" + customer + "\"},\"sk\":{\"S\":\"" + sortKey + "\"}" + more + "}";
    }

    /** Which orders, by their places in the list, lead by an attribute to which profile. */
    private static List<String> pairs(List<String> items, String attribute) {
        List<String> pairs = new ArrayList<>();
        for (int order = 0; order < items.size(); order++) {
            for (int profile = 0; profile < items.size(); profile++) {
                String customer = afterHash(value(items.get(profile), "pk"));
                String wanted = afterHash(value(items.get(order), attribute));
                boolean isProfile = value(items.get(profile), "sk").equals("PROFILE");
                boolean isOrder = !value(items.get(order), "sk").equals("PROFILE");
                if (isOrder && isProfile && customer.equals(wanted)) {
                    pairs.add(order + " -> " + profile);
                }
            }
        }
        return pairs;
    }

    private static String afterHash(String key) {
        return key.substring(key.indexOf('#') + 1);
    }

    private static String value(String item, String attribute) {
        try {
            return JSON.readTree(item).path(attribute).path("S").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(tries = 30)
    void threads_languages_and_maskers_make_the_same(@ForAll Random random) {
        Map<String, String> rules = rules(random);
        var json = new RandomJson(random);
        List<Slice> items = IntStream.range(0, 64)
                .mapToObj(i -> Slice.of(json.item("key " + i)))
                .toList();
        Masker shared = masker(rules);
        List<String> expected =
                items.stream().map(item -> text(shared.mask(item))).toList();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            List<String> parallel =
                    items.parallelStream().map(item -> text(shared.mask(item))).toList();
            Masker another = masker(rules);
            List<String> again =
                    items.stream().map(item -> text(another.mask(item))).toList();

            assertThat(parallel).isEqualTo(expected);
            assertThat(again).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void check(String rule, Slice before, Slice after) {
        if (rule.equals("\"drop\"")) {
            assertThat(after).isNull();
        } else if (rule.equals("\"keep\"")) {
            assertThat(after.text()).isEqualTo(before.text());
        } else if (!rule.contains("fixed")) {
            assertThat(type(after)).isEqualTo(type(before));
        }
    }

    private static ValueType type(Slice typed) {
        var walker = new JsonWalker(typed);
        walker.enterObject();
        walker.nextField();
        return ValueType.of(walker.name());
    }

    private static Map<String, Slice> attributes(Slice item) {
        Map<String, Slice> attributes = new LinkedHashMap<>();
        var walker = new JsonWalker(item);
        walker.enterObject();
        while (walker.nextField()) {
            String name = walker.name().text();
            attributes.put(name, walker.value());
        }
        return attributes;
    }

    /** A rule for each name that random items have: mostly keep, so that not all are refused. */
    private static Map<String, String> rules(Random random) {
        Map<String, String> rules = new LinkedHashMap<>();
        for (String name : RandomJson.NAMES) {
            String rule = random.nextInt(3) > 0 ? "\"keep\"" : oneOf(random.nextBoolean() ? HIDING : RULES, random);
            rules.put(name, rule);
        }
        rules.put("key", oneOf(KEY_SAFE, random));
        return rules;
    }

    private static Masker masker(Map<String, String> rules) {
        List<String> members = new ArrayList<>();
        rules.forEach((name, rule) -> {
            boolean isPath = name.matches("[a-z](\\.e|\\[\\]|\\.\\*)");
            String path = isPath ? name : MaskPath.ofAttribute(name).text();
            members.add(JSON.getNodeFactory().textNode(path) + ": " + rule);
        });
        return Masker.of(
                Masks.file("{\"attributes\": {" + String.join(",", members) + "}}")
                        .table("Orders"),
                Masks.SECRET,
                Masks.KEY);
    }

    private static String key(String type, Random random) {
        return switch (type) {
            case "N" ->
                oneOf(
                        List.of(
                                Integer.toString(random.nextInt(5)),
                                random.nextInt(5) + ".0",
                                random.nextInt(5) + ".5",
                                random.nextInt(5) + "E+2",
                                "-" + random.nextInt(5) + "00",
                                Long.toString((1L << 53) - 2 + random.nextInt(4))),
                        random);
            case "B" -> base64("" + random.nextInt(20));
            default -> {
                var text = new StringBuilder();
                for (int i = random.nextInt(6); i >= 0; i--) {
                    text.append(oneOf(List.of("a", "b", "#", ".", "@a.b", "ü", "#p"), random));
                }
                yield text.toString();
            }
        };
    }

    private static String canonicalItem(String type, String item) {
        String content = item.substring("{\"id\":{\"S\":\"".length(), item.length() - "\"}}".length());
        return type.equals("N") ? new BigDecimal(content).stripTrailingZeros().toString() : content;
    }

    private static String text(MaskOutcome outcome) {
        return outcome instanceof Masked masked ? masked.item().text() : outcome.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T oneOf(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
