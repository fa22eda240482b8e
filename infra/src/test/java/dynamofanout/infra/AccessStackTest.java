package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessStackTest {
    private static final JsonNode PRODUCTION = role("production");
    private static final JsonNode DEVELOPMENT = role("development");

    @Test
    void a_protected_environment_can_be_read_and_not_written() {
        String orders = "arn:${AWS::Partition}:dynamodb:eu-west-1:111111111111:table/Orders";
        String customers = "arn:${AWS::Partition}:dynamodb:eu-west-1:111111111111:table/Customers*";

        assertThat(StackTemplate.allowed(PRODUCTION.path("Policies")))
                .containsExactlyInAnyOrder(
                        "dynamodb:BatchGetItem on " + orders,
                        "dynamodb:BatchGetItem on " + orders + "/index/*",
                        "dynamodb:BatchGetItem on " + customers,
                        "dynamodb:BatchGetItem on " + customers + "/index/*",
                        "dynamodb:DescribeTable on " + orders,
                        "dynamodb:DescribeTable on " + orders + "/index/*",
                        "dynamodb:DescribeTable on " + customers,
                        "dynamodb:DescribeTable on " + customers + "/index/*",
                        "dynamodb:DescribeTimeToLive on " + orders,
                        "dynamodb:DescribeTimeToLive on " + orders + "/index/*",
                        "dynamodb:DescribeTimeToLive on " + customers,
                        "dynamodb:DescribeTimeToLive on " + customers + "/index/*",
                        "dynamodb:Query on " + orders,
                        "dynamodb:Query on " + orders + "/index/*",
                        "dynamodb:Query on " + customers,
                        "dynamodb:Query on " + customers + "/index/*",
                        "dynamodb:Scan on " + orders,
                        "dynamodb:Scan on " + orders + "/index/*",
                        "dynamodb:Scan on " + customers,
                        "dynamodb:Scan on " + customers + "/index/*");
    }

    @Test
    void another_environment_can_be_written_in_its_own_region() {
        String any = "arn:${AWS::Partition}:dynamodb:eu-central-1:222222222222:table/*";

        assertThat(StackTemplate.allowed(DEVELOPMENT.path("Policies")))
                .filteredOn(line -> !line.contains("/index/"))
                .containsExactlyInAnyOrder(
                        "dynamodb:BatchGetItem on " + any,
                        "dynamodb:BatchWriteItem on " + any,
                        "dynamodb:CreateBackup on " + any,
                        "dynamodb:CreateBackup on " + any + "/backup/*",
                        "dynamodb:DeleteItem on " + any,
                        "dynamodb:DescribeBackup on " + any,
                        "dynamodb:DescribeBackup on " + any + "/backup/*",
                        "dynamodb:DescribeContinuousBackups on " + any,
                        "dynamodb:DescribeContinuousBackups on " + any + "/backup/*",
                        "dynamodb:DescribeTable on " + any,
                        "dynamodb:DescribeTimeToLive on " + any,
                        "dynamodb:PutItem on " + any,
                        "dynamodb:Query on " + any,
                        "dynamodb:Scan on " + any);
    }

    @Test
    void only_the_functions_of_the_home_account_are_trusted() {
        String functions = "arn:${AWS::Partition}:iam::333333333333:role/";

        assertThat(PRODUCTION.path("AssumeRolePolicyDocument").path("Statement"))
                .containsExactly(StackTemplate.parsed(
                        """
                        {"Action": "sts:AssumeRole", "Effect": "Allow",
                         "Principal": {"AWS": "arn:${AWS::Partition}:iam::333333333333:root"},
                         "Condition": {
                           "ArnEquals": {"aws:PrincipalArn": ["%1$sfanout-plan", "%1$sfanout-segment",
                                                              "%1$sfanout-finish", "%1$sfanout-query"]},
                           "StringEquals": {"sts:ExternalId": "fanout-333333333333"}}}
                        """
                                .formatted(functions)));
    }

    @Test
    void the_roles_name_is_what_the_functions_derive() {
        assertThat(PRODUCTION.path("RoleName").asText()).isEqualTo("fanout-production");
        assertThat(DEVELOPMENT.path("RoleName").asText()).isEqualTo("fanout-development");
    }

    @Test
    void an_external_id_of_the_file_is_asked_for() {
        Settings settings = Deployments.of(Deployments.TWO_ACCOUNTS.replace(
                "\"tables\": [\"*\"]", "\"tables\": [\"*\"], \"externalId\": \"agreed-by-phone\""));

        JsonNode role =
                Synthesis.of(settings).template("fanout-access-development").only("AWS::IAM::Role");

        assertThat(role.findValue("sts:ExternalId").asText()).isEqualTo("agreed-by-phone");
    }

    private static JsonNode role(String environment) {
        return Synthesis.ofTwoAccounts()
                .template("fanout-access-" + environment)
                .only("AWS::IAM::Role")
                .path("Properties");
    }
}
