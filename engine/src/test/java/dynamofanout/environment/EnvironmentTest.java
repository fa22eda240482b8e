// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EnvironmentTest {
    @ParameterizedTest
    @CsvSource({
        "Orders, Orders, true",
        "Orders, orders, false",
        "Orders, Orders2, false",
        "Customers*, Customers, true",
        "Customers*, Customers-eu, true",
        "Customers*, MyCustomers, false",
        "*, Anything, true",
        "a.b, axb, false",
        "dev-*-v2, dev-Orders-v2, true",
        "dev-*-v2, dev-Orders-v3, false"
    })
    void lists_tables_by_name_and_wildcard(String pattern, String table, boolean listed) {
        assertThat(withTables(pattern).lists(table)).isEqualTo(listed);
    }

    @Test
    void one_of_several_patterns_is_enough() {
        assertThat(withTables("Orders", "Customers*").lists("Customers-eu")).isTrue();
    }

    @Test
    void cannot_be_built_with_an_account_that_is_none() {
        assertThatThrownBy(() -> new Environment(
                        "x",
                        "12",
                        "eu-west-1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of("*"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessage("account must be an account of 12 digits, got: \"12\"");
    }

    private static Environment withTables(String... patterns) {
        return new Environment(
                "x",
                "111111111111",
                "eu-west-1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(patterns),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
