// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TablePrinterTest {
    /** An item as shops have them: 15 attributes, three of them nested, text in three scripts. */
    private static final String ORDER =
            """
            {"orderDate": "2026-11-%02dT10:15:30Z", "customerId": "C-17", "status": "OPEN", "total": 1017.50,
             "currency": "EUR", "city": "東京都", "name": "Zoë Müller 😀", "note": "a\\u001b[31mred\\u202Eder\\u0085",
             "address": {"city": "東京都", "street": "千代田区千代田1-1", "zip": "100-8111"},
             "lines": [{"sku": "A-1", "price": 17.5}, {"sku": "B-2", "price": 1000}], "tags": ["new", "gift"],
             "isPaid": true, "updatedAt": 1795000000, "version": 3, "carrier": "a carrier with a very long name indeed"}
            """;

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 80, 140, 400})
    void never_is_wider_than_the_terminal(int cells) throws JsonProcessingException {
        String[] printed = print(cells, ORDER.formatted(1), ORDER.formatted(2));

        assertThat(printed[0].lines())
                .hasSize(4)
                .allMatch(line -> TerminalCells.width(line) <= cells)
                .noneMatch(line -> line.contains("\u001b") || line.contains("\u202e") || line.contains("\u0085"));
    }

    @Test
    void shows_the_keys_and_what_there_is_room_for_and_names_the_rest() throws JsonProcessingException {
        String[] printed = print(80, ORDER.formatted(1));

        assertThat(printed[0].lines())
                .containsExactly(
                        "customerId  orderDate             status  carrier         city    currency",
                        "----------  --------------------  ------  --------------  ------  --------",
                        "C-17        2026-11-01T10:15:30Z  OPEN    a carrier wit…  東京都  EUR");
        assertThat(printed[1].lines())
                .containsExactly(
                        "fanout: attributes without a column: address, isPaid, lines, name, note, tags, total,"
                                + " updatedAt, version"
                                + " (--select shows them, --format jsonl shows all)",
                        "1 item, 0.5 read units");
    }

    @Test
    void names_what_only_later_pages_have() throws JsonProcessingException {
        var err = new StringWriter();
        var printer = printer(new StringWriter(), err, 80);

        printer.page(List.of(tree("{\"customerId\": \"C-1\"}")));
        printer.page(List.of(tree("{\"customerId\": \"C-2\", \"late\": 1}")));
        printer.end(2, 1);

        assertThat(err.toString()).startsWith("fanout: attributes without a column: late (");
    }

    private static String[] print(int cells, String... items) throws JsonProcessingException {
        var out = new StringWriter();
        var err = new StringWriter();
        var printer = printer(out, err, cells);
        List<JsonNode> trees = new java.util.ArrayList<>();
        for (String item : items) {
            trees.add(tree(item));
        }
        printer.page(trees);
        printer.end(items.length, 0.5);
        return new String[] {out.toString(), err.toString()};
    }

    private static TablePrinter printer(StringWriter out, StringWriter err, int cells) {
        var columns = new Columns(List.of(), List.of("customerId", "orderDate", "status"));
        return new TablePrinter(new PrintWriter(out, true), new PrintWriter(err, true), columns, cells);
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return new JsonMapper().readTree(json);
    }
}
