// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TableNameTest {
    private static final String ARN = "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders";

    @Test
    void a_name_has_no_account_and_no_region() {
        TableName table = TableName.parse("my_Orders-1.v2");

        assertThat(table.name()).isEqualTo("my_Orders-1.v2");
        assertThat(table.isArn()).isFalse();
        assertThat(table.account()).isEmpty();
        assertThat(table.region()).isEmpty();
    }

    @Test
    void an_arn_has_all_three() {
        TableName table = TableName.parse(ARN);

        assertThat(table.name()).isEqualTo("Orders");
        assertThat(table.isArn()).isTrue();
        assertThat(table.account()).contains("111111111111");
        assertThat(table.region()).contains("eu-west-1");
        assertThat(table.given()).isEqualTo(ARN);
    }

    @Test
    void other_partitions_have_tables_too() {
        assertThat(TableName.parse("arn:aws-us-gov:dynamodb:us-gov-west-1:111111111111:table/Orders")
                        .region())
                .contains("us-gov-west-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "my table",
                "Ördner",
                "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders/index/byDate",
                "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders/stream/2026",
                "arn:aws:s3:eu-west-1:111111111111:table/Orders",
                "arn:aws:dynamodb:eu-west-1:1111:table/Orders"
            })
    void refuses_what_is_neither(String given) {
        assertThatThrownBy(() -> TableName.parse(given))
                .isInstanceOf(BadInput.class)
                .hasMessage("table must be a name of 3 to 255 letters, digits, \"_\", \"-\" and \".\", or a table's ARN"
                        + " such as arn:aws:dynamodb:eu-west-1:111111111111:table/Orders, got: \"" + given + "\"");
    }

    @Test
    void knows_the_bounds_of_a_name() {
        assertThat(TableName.parse("abc").name()).hasSize(3);
        assertThat(TableName.parse("a".repeat(255)).name()).hasSize(255);
        assertThatThrownBy(() -> TableName.parse("a".repeat(256))).isInstanceOf(BadInput.class);
    }

    @Test
    void an_arn_must_lie_in_the_environment_s_region() {
        TableName table = TableName.parse(ARN);

        assertThatThrownBy(() -> table.requireRegion("production", Region.EU_CENTRAL_1))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "table must lie in the Region of environment production (eu-central-1), got: \"" + ARN + "\"");
    }

    @Test
    void the_same_region_and_a_name_pass() {
        TableName.parse(ARN).requireRegion("production", Region.EU_WEST_1);
        TableName.parse("Orders").requireRegion("production", Region.EU_WEST_1);
    }
}
