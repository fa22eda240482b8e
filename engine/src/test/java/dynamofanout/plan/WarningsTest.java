// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.TableDescription;
import dynamofanout.table.Throughput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WarningsTest {
    private static final KeySchema KEY = new KeySchema(List.of(new KeyAttribute("id", "S")), List.of());

    private final Warnings warnings = new Warnings();

    @Test
    void a_large_copy_is_told_what_a_new_table_takes() {
        warnings.newOnDemand(table(), true, 50_000);

        assertThat(warnings.sentences())
                .containsExactly("the target is on demand and new: it takes about 4,000 writes a second at first, then"
                        + " more as it grows");
    }

    @Test
    void a_copy_that_is_over_within_seconds_is_not() {
        warnings.newOnDemand(table(), true, 21);

        assertThat(warnings.sentences()).isEmpty();
    }

    @Test
    void indexes_that_one_side_lacks_are_named() {
        warnings.indexes(table("ByDate", "ByCustomer"), table("ByDate", "ByPlace"));

        assertThat(warnings.sentences())
                .containsExactly(
                        "the target lacks indexes that the source has (ByCustomer): queries of them will fail there",
                        "the target has indexes that the source lacks (ByPlace): each item in them costs further"
                                + " writes, and items they cannot hold are refused");
    }

    private static TableDescription table(String... indexes) {
        return new TableDescription(
                "Orders",
                "arn",
                "id",
                Instant.EPOCH,
                "ACTIVE",
                KEY,
                Stream.of(indexes)
                        .map(name -> new IndexDescription(name, true, KEY, "ALL", 0, 0, 0))
                        .toList(),
                new Throughput(true, 0, 0, 0),
                0,
                0,
                false,
                List.of(),
                "STANDARD",
                Optional.empty());
    }
}
