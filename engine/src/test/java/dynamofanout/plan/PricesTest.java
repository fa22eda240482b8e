// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PricesTest {
    /** Nobody sells them the other way round; a slip of the pen in the table would show here. */
    @Test
    void a_write_costs_about_five_reads_wherever_there_is_a_price() throws IOException {
        for (JsonNode region : table().path("regions")) {
            for (String tableClass : List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS")) {
                JsonNode price = region.path(tableClass);
                if (!price.isMissingNode()) {
                    assertThat(price.path("write").asDouble()
                                    / price.path("read").asDouble())
                            .isBetween(4.9, 5.1);
                }
            }
        }
    }

    private static JsonNode table() throws IOException {
        try (InputStream json = Prices.class.getResourceAsStream("prices.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(json));
        }
    }
}
