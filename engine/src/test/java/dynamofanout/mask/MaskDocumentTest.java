// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Masked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What docs/masks.md shows is what the rules do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskDocumentTest {
    private static final Pattern BLOCK = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern RULE =
            Pattern.compile("\\| `(\\{[^`]*\\})`[^|]*\\|([^|`]*)\\| `([^`]*)` \\| `([^`]*)` \\|");

    @Test
    void the_worked_example_is_true() throws IOException {
        List<String> blocks = all(BLOCK).stream().map(block -> block.group(1)).toList();
        MaskFile file = MaskFile.read("docs/masks.md", blocks.get(0), UnaryOperator.identity());

        Masker masker = Masker.of(file.table("Customers"), Masks.SECRET, Masks.KEY);
        Masked masked = (Masked) masker.mask(Slice.of(blocks.get(1).strip()));

        var json = new JsonMapper();
        assertThat(json.readTree(masked.item().text())).isEqualTo(json.readTree(blocks.get(2)));
    }

    @Test
    void the_orders_of_the_worked_example_join() throws IOException {
        MaskFile file = MaskFile.read("docs/masks.md", all(BLOCK).get(0).group(1), UnaryOperator.identity());

        Masker masker = Masker.of(file.table("App-Shop"), Masks.SECRET, Masks.KEY);
        Masked masked = (Masked) masker.mask(
                Slice.of("{\"PK\":{\"S\":\"CUSTOMER#C-1017\"},\"SK\":{\"S\":\"ORDER#1\"},\"total\":{\"N\":\"5\"}}"));

        assertThat(masked.item().text())
                .isEqualTo("{\"PK\":{\"S\":\"CUSTOMER#aqjarweuos3wmnsqjmjszlskcb\"},\"SK\":{\"S\":\"ORDER#1\"},"
                        + "\"total\":{\"N\":\"5\"}}");
    }

    @Test
    void every_rule_makes_what_its_row_says() throws IOException {
        List<MatchResult> rows = all(RULE);

        assertThat(rows).hasSize(21);
        for (MatchResult row : rows) {
            String takes = row.group(2).strip();
            String type = takes.matches("[SNB]") ? takes : row.group(1).contains("round") ? "N" : "S";
            String by = "\"customerId\":{\"S\":\"C-1017\"}";
            MaskOutcome outcome = Masks.attributes("'customerId': 'keep', 'v': " + row.group(1))
                    .mask(Slice.of("{" + by + ",\"v\":{\"" + type + "\":\"" + row.group(3) + "\"}}"));
            assertThat(((Masked) outcome).item().text())
                    .as(row.group())
                    .isEqualTo("{" + by + ",\"v\":{\"" + type + "\":\"" + row.group(4) + "\"}}");
        }
    }

    private static List<MatchResult> all(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(Path.of("../docs/masks.md")))
                .results()
                .toList();
    }
}
