// SPDX-License-Identifier: Apache-2.0
package dynamofanout.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.key.KeySelection;
import dynamofanout.query.AskedTables;
import dynamofanout.table.ItemTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.TableDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * Whatever keys are selected, by the table or an index, in however many segments and pages: each item that one of them
 * selects is read once and no other, every page's counts add up, and reading goes on from any page's cursor.
 */
@NullUnmarked // fixtures are opened before all tests, items have what the test put into them
class SelectionReaderIT {
    private static final String TABLE = "Orders";
    private static final List<String> SORTS = List.of("a", "aa", "ab", "abb", "b", "ba", "c", "d");
    private static final int PARTITIONS = 3;

    private static AskedTables tables;
    private static ItemTable table;
    private static TableDescription described;

    /** @param operator of the condition on the sort key; {@code none}: there is none */
    record Key(int partition, String operator, String low, String high) {}

    /** @param index empty: the table itself */
    record Asked(String index, List<Key> keys, int segments, int most) {}

    @BeforeContainer
    static void start() {
        tables = new AskedTables();
        tables.table(TABLE, "p:N", "s:S")
                .global("Whole", ProjectionType.ALL, 1, "gp:N", "gs:S")
                .global("Keys", ProjectionType.KEYS_ONLY, 1, "gp:N", "gs:S")
                .local("Local", ProjectionType.KEYS_ONLY, "p:N", "gs:S")
                .create();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int i = 0; i < SORTS.size(); i++) {
                Map<String, AttributeValue> item = new HashMap<>();
                item.put("p", AttributeValue.fromN("" + partition));
                item.put("s", AttributeValue.fromS(SORTS.get(i)));
                item.put("gp", AttributeValue.fromN("" + partition));
                item.put("gs", AttributeValue.fromS(SORTS.get(SORTS.size() - 1 - i)));
                item.put("whole", AttributeValue.fromBool(true));
                tables.sdk().putItem(put -> put.tableName(TABLE).item(item));
            }
        }
        table = tables.open(TABLE).items();
        described = table.describe();
    }

    @AfterContainer
    static void stop() {
        tables.close();
    }

    @Property(tries = 150)
    void reads_each_selected_item_once(@ForAll("asked") Asked asked) {
        KeySelection selection = KeySelection.of(
                described,
                Optional.of(asked.index()).filter(name -> !name.isEmpty()),
                asked.keys().stream().map(key -> json(key, asked)).toList());
        int segments = Math.min(asked.segments(), selection.selected().size());

        List<String> found = new ArrayList<>();
        for (List<String> chunk : selection.chunks(segments)) {
            found.addAll(read(chunk, asked.most()));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected(asked));
    }

    @Provide
    Arbitrary<Asked> asked() {
        Arbitrary<Key> key = Combinators.combine(
                        Arbitraries.integers().between(0, PARTITIONS),
                        Arbitraries.of("none", "=", "<", "<=", ">", ">=", "between", "begins_with"),
                        Arbitraries.of(SORTS),
                        Arbitraries.of(SORTS))
                .filter((partition, operator, low, high) -> !operator.equals("between") || low.compareTo(high) <= 0)
                .as(Key::new);
        return Combinators.combine(
                        Arbitraries.of("", "Whole", "Keys", "Local"),
                        key.list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 9))
                .as(Asked::new);
    }

    /** A new reader for each page, as after a kill. */
    private static List<String> read(List<String> chunk, int most) {
        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ReadPage page = SelectionReader.of(table, chunk, described.key(), ReadOptions.PLAIN)
                    .read(cursor, most);
            assertThat(page.read()).isEqualTo(page.items().size() + page.filtered() + page.gone());
            page.items().forEach(item -> found.add(item.text()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(found).allMatch(item -> item.contains("\"whole\":{\"BOOL\":true}"));
        return found.stream()
                .map(item -> item.replaceAll(".*\"p\":\\{\"N\":\"(\\d)\"\\}.*", "$1")
                        + item.replaceAll(".*\"s\":\\{\"S\":\"(\\w+)\"\\}.*", "$1"))
                .toList();
    }

    private static List<String> expected(Asked asked) {
        boolean isIndex = !asked.index().isEmpty();
        return IntStream.range(0, PARTITIONS)
                .boxed()
                .flatMap(partition -> IntStream.range(0, SORTS.size())
                        .filter(i -> asked.keys().stream()
                                .anyMatch(key -> key.partition() == partition
                                        && matches(key, SORTS.get(isIndex ? SORTS.size() - 1 - i : i))))
                        .mapToObj(i -> partition + SORTS.get(i)))
                .toList();
    }

    private static boolean matches(Key key, String sort) {
        int comparison = sort.compareTo(key.low());
        return switch (key.operator()) {
            case "=" -> comparison == 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            case "between" -> comparison >= 0 && sort.compareTo(key.high()) <= 0;
            case "begins_with" -> sort.startsWith(key.low());
            default -> true;
        };
    }

    private static ObjectNode json(Key key, Asked asked) {
        boolean isTable = asked.index().isEmpty();
        boolean isGlobal = asked.index().equals("Whole") || asked.index().equals("Keys");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("partitionKey").put(isGlobal ? "gp" : "p", key.partition());
        if (!key.operator().equals("none")) {
            ObjectNode condition = json.putObject("sortKey").putObject(isTable ? "s" : "gs");
            if (key.operator().equals("between")) {
                condition.putArray("between").add(key.low()).add(key.high());
            } else {
                condition.put(key.operator(), key.low());
            }
        }
        return json;
    }
}
