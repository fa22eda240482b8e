// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static dynamofanout.environment.ProfileFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AssumedRoleTest {
    private static final String ENVIRONMENTS =
            """
            {"environments": {"production": {"account": "111111111111", "region": "eu-west-1", "tables": ["*"], %s
                "roleArn": "arn:aws:iam::111111111111:role/reader", "externalId": "fanout-333333333333"}}}
            """;

    private final FakeSts sts = new FakeSts();

    @AfterEach
    void stops() {
        sts.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.endpointUrl");
    }

    @Test
    void opening_asks_nobody() {
        open().close();

        assertThat(sts.requests()).isEmpty();
    }

    @Test
    void assumes_the_role_with_the_profile_s_keys() {
        try (Access access = open()) {
            assertThat(access.credentials().resolveCredentials())
                    .isInstanceOfSatisfying(
                            AwsSessionCredentials.class,
                            credentials -> assertThat(credentials.accessKeyId()).isEqualTo("ASSUMED1"));
        }
        assertThat(sts.requests())
                .containsExactly("Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::111111111111:role/reader"
                        + "&RoleSessionName=fanout&ExternalId=fanout-333333333333&signer=BASE");
    }

    @Test
    void asks_once_for_many_calls() {
        try (Access access = open()) {
            access.credentials().resolveCredentials();

            assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("ASSUMED1");
        }
    }

    @Test
    void renews_the_keys_when_they_are_about_to_end() {
        sts.handsOutKeysUntil("2000-01-01T00:00:00Z");
        try (Access access = open()) {
            access.credentials().resolveCredentials();
            sts.handsOutKeysUntil("2099-01-01T00:00:00Z");

            assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("ASSUMED2");
        }
    }

    @Test
    void without_a_profile_the_default_chain_s_keys_assume_it() {
        System.setProperty("aws.accessKeyId", "CHAIN");
        System.setProperty("aws.secretAccessKey", "secret");
        System.setProperty("aws.endpointUrl", sts.url());
        var configuration = Configuration.parse("fanout.json", ENVIRONMENTS.formatted(""));

        try (Access access = new Environments(configuration, ProfileFiles.none(), name -> null).open("production")) {
            access.credentials().resolveCredentials();
        }

        assertThat(sts.requests()).singleElement().asString().endsWith("&signer=CHAIN");
    }

    @Test
    void a_profile_s_own_role_is_assumed_by_its_source_profile() {
        System.setProperty("aws.endpointUrl", sts.url());
        String config = profile("base", "SOURCE")
                + "[profile admin]\nregion = eu-west-1\nrole_arn = arn:aws:iam::222222222222:role/admin\n"
                + "source_profile = base\nexternal_id = x1\nrole_session_name = me\n";

        try (Access access = new Environments(
                        Configuration.EMPTY, ProfileFiles.of(config), Map.<String, String>of()::get)
                .open("admin")) {
            assertThat(access.credentials().resolveCredentials().accessKeyId()).isEqualTo("ASSUMED1");
        }

        assertThat(sts.requests())
                .containsExactly("Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::222222222222:role/admin"
                        + "&RoleSessionName=me&ExternalId=x1&signer=SOURCE");
    }

    @Test
    void a_session_for_a_table_can_do_nothing_else() {
        var configuration = Configuration.parse("fanout.json", ENVIRONMENTS.formatted("\"profile\": \"base\","));
        String config = profile("base", "BASE", "endpoint_url = " + sts.url());
        var environments = new Environments(configuration, ProfileFiles.of(config), name -> null);

        try (Access access =
                environments.open("production", new TableName("Orders"), TableUse.READ, SessionName.of("Orders-1"))) {
            access.credentials().resolveCredentials();
        }

        assertThat(sts.requests())
                .singleElement()
                .asString()
                .contains("&Policy={\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
                        + "\"dynamodb:BatchGetItem\",\"dynamodb:DescribeGlobalTable\",\"dynamodb:DescribeTable\","
                        + "\"dynamodb:DescribeTimeToLive\","
                        + "\"dynamodb:Query\",\"dynamodb:Scan\"],\"Resource\":["
                        + "\"arn:aws:dynamodb:eu-west-1:111111111111:table/Orders\","
                        + "\"arn:aws:dynamodb:eu-west-1:111111111111:table/Orders/index/*\","
                        + "\"arn:aws:dynamodb::111111111111:global-table/Orders\"]},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"kms:Decrypt\"],\"Resource\":\"*\",\"Condition\":"
                        + "{\"StringEquals\":{\"kms:ViaService\":\"dynamodb.eu-west-1.amazonaws.com\"}}}]}")
                .contains("&RoleSessionName=Orders-1&");
    }

    @Test
    void a_session_for_an_arn_is_for_that_table() {
        var configuration = Configuration.parse("fanout.json", ENVIRONMENTS.formatted("\"profile\": \"base\","));
        String config = profile("base", "BASE", "endpoint_url = " + sts.url());
        var environments = new Environments(configuration, ProfileFiles.of(config), name -> null);
        var table = new TableName("arn:aws:dynamodb:eu-west-1:333333333333:table/Orders");

        try (Access access = environments.open("production", table, TableUse.WRITE, SessionName.of("Orders-1"))) {
            access.credentials().resolveCredentials();
        }

        assertThat(sts.requests())
                .singleElement()
                .asString()
                .contains(
                        "\"dynamodb:BatchWriteItem\",\"dynamodb:DeleteItem\",\"dynamodb:PutItem\"],\"Resource\":[\"arn:aws:dynamodb:eu-west-1:333333333333:table/Orders\"");
    }

    private Access open() {
        var configuration = Configuration.parse("fanout.json", ENVIRONMENTS.formatted("\"profile\": \"base\","));
        String config = profile("base", "BASE", "endpoint_url = " + sts.url());
        return new Environments(configuration, ProfileFiles.of(config), name -> null).open("production");
    }
}
