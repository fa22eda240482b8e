// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.environment.CreateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** How a table is paid, and what limits it, in the definitions of tables that are made after it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ThroughputTest {
    /** As DescribeTable tells of a table on demand with maxima: zero provisioned units, -1 for no maximum. */
    private static final String LIMITED =
            """
            {"TableName": "Orders", "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
             "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
             "OnDemandThroughput": {"MaxReadRequestUnits": 500, "MaxWriteRequestUnits": -1},
             "GlobalSecondaryIndexes": [{"IndexName": "ById", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
               "Projection": {"ProjectionType": "ALL"},
               "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
               "OnDemandThroughput": {"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": 40}}]}
            """;

    private static final CreateSettings AS_SOURCE =
            new CreateSettings(true, false, false, Optional.empty(), Map.of(), false);

    private final TableDefinition limited = TableDefinition.of(parse(LIMITED), TableFeatures.NONE);

    @Test
    void maxima_of_a_table_on_demand_and_its_indexes_are_copied_as_source() {
        JsonNode request = limited.createdBy(AS_SOURCE).createRequest();

        assertThat(request.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        assertThat(request.path("OnDemandThroughput")).hasToString("{\"MaxReadRequestUnits\":500}");
        assertThat(request.path("GlobalSecondaryIndexes").get(0).path("OnDemandThroughput"))
                .hasToString("{\"MaxWriteRequestUnits\":40}");
        assertThat(limited.billingWords()).isEqualTo("on demand, at most 500 read units/s");
        assertThat(TableDefinition.read(limited.json())).isEqualTo(limited);
    }

    @Test
    void the_environment_s_own_billing_has_no_maximum() {
        JsonNode request = limited.createdBy(CreateSettings.USUAL).createRequest();

        assertThat(request.has("OnDemandThroughput")).isFalse();
        assertThat(request.path("GlobalSecondaryIndexes").get(0).has("OnDemandThroughput"))
                .isFalse();
    }

    @Test
    void maxima_stand_in_definitions_for_other_tools() {
        assertThat(DefinitionLanguage.CLOUDFORMATION.text(limited)).contains("\"OnDemandThroughput\" : {");
        assertThat(DefinitionLanguage.TERRAFORM.text(limited))
                .contains("  on_demand_throughput {\n    max_read_request_units = 500\n  }\n")
                .contains("    on_demand_throughput {\n      max_write_request_units = 40\n    }\n");
    }

    private static JsonNode parse(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
