// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static dynamofanout.environment.ProfileFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TargetPolicyTest {
    private static final Configuration CONFIGURATION = Configuration.parse(
            "fanout.json",
            """
            {"environments": {
               "production":  {"account": "111111111111", "region": "eu-west-1", "profile": "prod", "protected": true,
                               "tables": ["Orders", "Customers*"], "copyTo": ["development"]},
               "staging":     {"account": "444444444444", "region": "eu-west-1", "profile": "stage", "tables": ["*"]},
               "development": {"account": "222222222222", "region": "eu-west-1", "profile": "dev", "tables": ["Orders", "Stock"]}}}
            """);

    /** Three accounts of one DynamoDB Local. */
    private static final String LOCAL = profile("prod", "prodkey", "endpoint_url = http://localhost:8000")
            + profile("stage", "stagekey", "endpoint_url = http://localhost:8000")
            + profile("dev", "devkey", "endpoint_url = http://localhost:8000");

    private static final TableIdentity PRODUCTION = onAws("111111111111", "Orders");
    private static final TableIdentity DEVELOPMENT = onAws("222222222222", "Orders");
    private static final TableIdentity STAGING = onAws("444444444444", "Orders");

    @Test
    void what_the_file_allows_is_not_refused() {
        assertThat(policy("").refusal("production", "development", PRODUCTION, DEVELOPMENT))
                .isEmpty();
    }

    @Test
    void without_a_file_everything_else_is_allowed() {
        var policy = new TargetPolicy(Configuration.EMPTY, environments(Configuration.EMPTY, LOCAL));

        assertThat(policy.refusal("prod", "dev", PRODUCTION, DEVELOPMENT)).isEmpty();
        assertThat(policy.refusal("prod", "dev", local("prodkey"), local("devkey")))
                .isEmpty();
    }

    @Test
    void a_table_is_not_copied_into_itself() {
        assertThat(policy("").refusal("development", "dev-admin", DEVELOPMENT, DEVELOPMENT))
                .contains("the target must be another table than the source, got for both: table Orders"
                        + " (account 222222222222, Region eu-west-1)");
    }

    @Test
    void a_table_of_the_same_account_and_another_name_is_another_table() {
        assertThat(policy("").refusal("development", "development", DEVELOPMENT, onAws("222222222222", "Stock")))
                .isEmpty();
    }

    @Test
    void the_same_name_in_another_region_is_another_table() {
        var source = new TableIdentity("aws", "444444444444", "us-east-1", "Orders");

        assertThat(policy("").refusal("us", "staging", source, STAGING)).isEmpty();
    }

    @Test
    void a_protected_environment_is_never_a_target() {
        assertThat(policy("").refusal("staging", "production", STAGING, PRODUCTION))
                .contains(
                        "environment production is protected (account 111111111111, Region eu-west-1) and can never be a"
                                + " target");
    }

    @Test
    void a_protected_environment_s_name_is_enough() {
        assertThat(policy("").refusal("staging", "production", STAGING, DEVELOPMENT))
                .contains(
                        "environment production is protected (account 222222222222, Region eu-west-1) and can never be a"
                                + " target");
    }

    @Test
    void a_protected_account_stays_protected_under_another_profile() {
        assertThat(policy("").refusal("staging", "prod-admin", STAGING, PRODUCTION))
                .contains(
                        "environment prod-admin leads into the protected environment production (account 111111111111,"
                                + " Region eu-west-1) and can never be a target");
    }

    @Test
    void a_protected_account_stays_protected_through_another_environment_s_table_arn() {
        assertThat(policy("").refusal("staging", "development", STAGING, PRODUCTION))
                .contains("environment development leads into the protected environment production (account"
                        + " 111111111111, Region eu-west-1) and can never be a target");
    }

    @Test
    void a_protected_account_s_other_regions_are_free() {
        var elsewhere = new TableIdentity("aws", "111111111111", "us-east-1", "Orders");

        assertThat(policy("").refusal("staging", "prod-us", STAGING, elsewhere)).isEmpty();
    }

    @Test
    void a_protected_account_stays_protected_behind_a_proxy() {
        var proxied = new TableIdentity("dynamodb.corp.example:443", "111111111111", "eu-west-1", "Orders");

        assertThat(policy("").refusal("staging", "proxied", STAGING, proxied))
                .contains("environment proxied leads into the protected environment production (account 111111111111,"
                        + " Region eu-west-1, endpoint dynamodb.corp.example:443) and can never be a target");
    }

    @Test
    void with_a_custom_endpoint_the_protected_profile_s_key_is_protected() {
        assertThat(policy(LOCAL).refusal("staging", "other", local("stagekey"), local("prodkey")))
                .contains("environment other leads into the protected environment production (account prodkey,"
                        + " Region eu-west-1, endpoint localhost:8000) and can never be a target");
    }

    @Test
    void another_key_at_that_endpoint_is_free() {
        assertThat(policy(LOCAL).refusal("staging", "other", local("stagekey"), local("otherkey")))
                .isEmpty();
    }

    @Test
    void the_same_key_at_another_endpoint_is_free() {
        var elsewhere = new TableIdentity("localhost:9000", "prodkey", "eu-west-1", "Orders");

        assertThat(policy(LOCAL).refusal("staging", "other", local("stagekey"), elsewhere))
                .isEmpty();
    }

    @Test
    void localstack_s_one_account_for_all_keys_is_seen_through() {
        var shared = new TableIdentity("localhost:8000", "000000000000", "eu-west-1", "Orders");

        assertThat(policy(LOCAL).refusal("staging", "other", STAGING, shared))
                .contains("environment other leads into the protected environment production (account 000000000000,"
                        + " Region eu-west-1, endpoint localhost:8000) and can never be a target");
    }

    @Test
    void when_the_protected_key_cannot_be_had_nothing_may_be_a_target_there() {
        String keyless = "[profile prod]\nregion = eu-west-1\nendpoint_url = http://localhost:8000\n";

        assertThat(policy(keyless).refusal("staging", "other", STAGING, local("otherkey")))
                .contains(
                        "cannot tell whether table Orders may be a target: AWS profile prod has no credentials: run aws"
                                + " configure --profile prod, or aws configure sso --profile prod");
    }

    @Test
    void protected_profiles_that_this_machine_lacks_do_not_stop_local_work() {
        assertThat(policy("").refusal("staging", "other", STAGING, local("otherkey")))
                .isEmpty();
    }

    @Test
    void copy_to_lists_the_only_receivers() {
        assertThat(policy("").refusal("production", "staging", PRODUCTION, STAGING))
                .contains(
                        "data of environment production may only be copied to development (copyTo in fanout.json), got:"
                                + " staging (account 444444444444, Region eu-west-1)");
    }

    @Test
    void copy_to_binds_the_source_s_account_under_another_profile() {
        assertThat(policy("").refusal("prod-admin", "staging", PRODUCTION, STAGING))
                .contains(
                        "data of environment production may only be copied to development (copyTo in fanout.json), got:"
                                + " staging (account 444444444444, Region eu-west-1)");
    }

    @Test
    void copy_to_judges_the_receiver_by_its_account() {
        assertThat(policy("").refusal("production", "development", PRODUCTION, STAGING))
                .contains(
                        "data of environment production may only be copied to development (copyTo in fanout.json), got:"
                                + " development (account 444444444444, Region eu-west-1)");
        assertThat(policy("").refusal("production", "dev-admin", PRODUCTION, DEVELOPMENT))
                .isEmpty();
    }

    @Test
    void copy_to_holds_with_a_custom_endpoint() {
        assertThat(policy(LOCAL).refusal("production", "development", local("prodkey"), local("devkey")))
                .isEmpty();
        assertThat(policy(LOCAL).refusal("production", "staging", local("prodkey"), local("stagekey")))
                .contains(
                        "data of environment production may only be copied to development (copyTo in fanout.json), got:"
                                + " staging (account stagekey, Region eu-west-1, endpoint localhost:8000)");
    }

    @Test
    void an_empty_copy_to_allows_nobody() {
        Configuration closed = Configuration.parse(
                "fanout.json",
                """
                {"environments": {"production": {"account": "111111111111", "region": "eu-west-1", "tables": ["*"], "copyTo": []}}}
                """);
        var policy = new TargetPolicy(closed, environments(closed, ""));

        assertThat(policy.refusal("production", "dev", PRODUCTION, DEVELOPMENT))
                .contains("data of environment production may not be copied anywhere (copyTo in fanout.json), got: dev"
                        + " (account 222222222222, Region eu-west-1)");
    }

    @Test
    void the_target_table_must_be_listed() {
        assertThat(policy("").refusal("production", "development", PRODUCTION, onAws("222222222222", "Customers")))
                .contains("table Customers must be among the tables of environment development in fanout.json (Orders,"
                        + " Stock)");
    }

    @Test
    void the_source_table_must_be_listed() {
        assertThat(policy("").refusal("production", "development", onAws("111111111111", "Salaries"), DEVELOPMENT))
                .contains("table Salaries must be among the tables of environment production in fanout.json (Orders,"
                        + " Customers*)");
    }

    @Test
    void the_list_binds_the_account_under_another_profile() {
        assertThat(policy("").refusal("staging", "dev-admin", STAGING, onAws("222222222222", "Customers")))
                .contains("table Customers must be among the tables of environment development in fanout.json (Orders,"
                        + " Stock)");
    }

    @Test
    void credentials_for_another_account_than_the_file_s_are_refused() {
        assertThat(policy("").otherAccount("development", TableName.parse("Orders"), STAGING))
                .contains(
                        "environment development must be account 222222222222 (fanout.json), but its credentials lead to"
                                + " account 444444444444: check AWS profile dev");
    }

    @Test
    void a_table_given_by_arn_may_lie_in_another_account() {
        var arn = TableName.parse("arn:aws:dynamodb:eu-west-1:444444444444:table/Orders");

        assertThat(policy("").otherAccount("development", arn, STAGING)).isEmpty();
    }

    @Test
    void the_file_s_account_is_right() {
        assertThat(policy("").otherAccount("development", TableName.parse("Orders"), DEVELOPMENT))
                .isEmpty();
    }

    @Test
    void custom_endpoints_and_profiles_have_no_account_to_compare() {
        assertThat(policy("").otherAccount("development", TableName.parse("Orders"), local("devkey")))
                .isEmpty();
        assertThat(policy("").otherAccount("dev-admin", TableName.parse("Orders"), STAGING))
                .isEmpty();
    }

    private static TargetPolicy policy(String config) {
        return new TargetPolicy(CONFIGURATION, environments(CONFIGURATION, config));
    }

    private static Environments environments(Configuration configuration, String config) {
        return new Environments(configuration, ProfileFiles.of(config), name -> null);
    }

    private static TableIdentity onAws(String account, String table) {
        return new TableIdentity("aws", account, "eu-west-1", table);
    }

    private static TableIdentity local(String key) {
        return new TableIdentity("localhost:8000", key, "eu-west-1", "Orders");
    }
}
