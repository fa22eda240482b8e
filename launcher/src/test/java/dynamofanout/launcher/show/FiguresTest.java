// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FiguresTest {
    @Test
    void what_a_deployed_run_costs_beside_its_tables() {
        assertThat(Figures.own(Optional.of(1.345)))
                .isEqualTo(" + $1.3450 for Lambda, Step Functions and the run table");
    }

    @Test
    void nothing_is_said_of_a_local_run_or_where_it_is_not_known() {
        assertThat(Figures.own(Optional.of(0.0))).isEmpty();
        assertThat(Figures.own(Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0            | $0
                    0.000000125  | under $0.000001
                    0.0000006    | $0.000001
                    0.0255       | $0.0255
                    12.5         | $12.50
                    12345.678    | $12,345.68
                    """)
    void a_price_above_zero_is_never_shown_as_zero(double dollars, String shown) {
        assertThat(Figures.dollars(Optional.of(dollars))).isEqualTo(shown);
    }
}
