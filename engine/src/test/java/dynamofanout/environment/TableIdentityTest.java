// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static dynamofanout.environment.ProfileFiles.profile;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TableIdentityTest {
    private static final String ARN = "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders";
    private static final String LOCAL_ARN = "arn:aws:dynamodb:ddblocal:000000000000:table/Orders";

    @Test
    void on_aws_the_table_s_arn_is_its_identity() {
        TableIdentity identity = identity(profile("it", "AKIAIOSFODNN7EXAMPLE"), ARN);

        assertThat(identity).isEqualTo(new TableIdentity("aws", "111111111111", "eu-west-1", "Orders"));
    }

    @Test
    void a_table_that_is_not_there_is_of_the_account_that_sts_says() {
        Access access = open(profile("it", "AKIAIOSFODNN7EXAMPLE"));

        TableIdentity identity = TableIdentity.ofMissing(
                access, "Orders", access.credentials().resolveCredentials(), () -> "111111111111");

        assertThat(identity).isEqualTo(new TableIdentity("aws", "111111111111", "eu-west-1", "Orders"));
    }

    @Test
    void a_table_that_is_not_there_in_dynamodb_local_is_of_the_access_key() {
        Access access = open(profile("it", "one", "endpoint_url = http://localhost:8000"));

        TableIdentity identity = TableIdentity.ofMissing(
                access, "Orders", access.credentials().resolveCredentials(), () -> "must not be asked");

        assertThat(identity).isEqualTo(new TableIdentity("localhost:8000", "one", "eu-west-1", "Orders"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vpce-1-x.dynamodb.eu-west-1.vpce.amazonaws.com",
                "https://dynamodb.eu-west-1.api.aws",
                "https://dynamodb.cn-north-1.amazonaws.com.cn",
                "https://DYNAMODB.eu-west-1.AMAZONAWS.COM"
            })
    void an_endpoint_of_aws_is_aws(String url) {
        TableIdentity identity = identity(profile("it", "KEY", "endpoint_url = " + url), ARN);

        assertThat(identity).isEqualTo(new TableIdentity("aws", "111111111111", "eu-west-1", "Orders"));
    }

    @Test
    void a_table_given_by_arn_lies_in_the_arn_s_account() {
        Access access = open(profile("it", "KEY", "aws_account_id = 222222222222"));

        TableIdentity identity =
                TableIdentity.of(access, ARN, ARN, access.credentials().resolveCredentials());

        assertThat(identity).isEqualTo(new TableIdentity("aws", "111111111111", "eu-west-1", "Orders"));
    }

    @Test
    void in_dynamodb_local_the_access_key_is_the_account() {
        TableIdentity one = identity(profile("it", "one", "endpoint_url = http://localhost:8000"), LOCAL_ARN);
        TableIdentity two = identity(profile("it", "two", "endpoint_url = http://localhost:8000"), LOCAL_ARN);

        assertThat(one).isEqualTo(new TableIdentity("localhost:8000", "one", "eu-west-1", "Orders"));
        assertThat(two).isNotEqualTo(one);
    }

    /** A table was copied into itself, and a protected one written to, by an ARN of any account. */
    @Test
    void in_dynamodb_local_an_arn_names_a_table_of_the_access_key_whatever_account_it_says() {
        Access access = open(profile("it", "one", "endpoint_url = http://localhost:8000"));

        TableIdentity byArn =
                TableIdentity.of(access, LOCAL_ARN, ARN, access.credentials().resolveCredentials());

        assertThat(byArn).isEqualTo(identity(profile("it", "one", "endpoint_url = http://localhost:8000"), LOCAL_ARN));
    }

    @Test
    void in_dynamodb_local_regions_are_apart() {
        String endpoint = "endpoint_url = http://localhost:8000";

        assertThat(identity(profile("it", "one", endpoint, "region = us-east-1"), LOCAL_ARN))
                .isNotEqualTo(identity(profile("it", "one", endpoint), LOCAL_ARN));
    }

    @Test
    void the_region_called_local_is_a_custom_endpoint_of_the_sdk() {
        assertThat(identity(profile("it", "one", "region = local"), LOCAL_ARN))
                .isEqualTo(new TableIdentity("localhost:8000", "one", "local", "Orders"));
    }

    @Test
    void an_emulator_that_has_accounts_is_believed_when_a_session_calls() {
        String endpoint = "endpoint_url = http://localhost.localstack.cloud:4566\naws_session_token = token";
        TableIdentity first = identity(profile("it", "ASIAFIRSTSESSION1234", endpoint), ARN);
        TableIdentity second = identity(profile("it", "ASIASECONDSESSION123", endpoint), ARN);

        assertThat(first).isEqualTo(new TableIdentity("localhost:4566", "111111111111", "eu-west-1", "Orders"));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_lasting_key_is_the_account_where_every_table_has_the_same_arn() {
        String endpoint = "endpoint_url = http://localhost:8000";

        assertThat(identity(profile("it", "one", endpoint), ARN))
                .isNotEqualTo(identity(profile("it", "two", endpoint), ARN));
    }

    @Test
    void an_arn_of_another_kind_says_nothing() {
        assertThat(identity(profile("it", "one", "endpoint_url = http://scylla:8000"), "arn:scylla:alternator:x:y"))
                .isEqualTo(new TableIdentity("scylla:8000", "one", "eu-west-1", "Orders"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000, localhost:8000",
        "http://127.0.0.1:8000/, localhost:8000",
        "http://127.0.1.1:8000, localhost:8000",
        "http://[::1]:8000, localhost:8000",
        "http://0.0.0.0:8000, localhost:8000",
        "https://LocalHost:8000, localhost:8000",
        "http://localhost.localstack.cloud:4566, localhost:4566",
        "http://dynamodb, dynamodb:80",
        "http://DynamoDB_local:8000, dynamodb_local:8000",
        "https://dynamodb_local, dynamodb_local:443",
        "https://dynamodb, dynamodb:443",
        "https://evil-amazonaws.com, evil-amazonaws.com:443",
        "https://dynamodb.eu-west-1.amazonaws.com.example.org, dynamodb.eu-west-1.amazonaws.com.example.org:443"
    })
    void one_endpoint_has_one_spelling(String url, String endpoint) {
        assertThat(identity(profile("it", "one", "endpoint_url = " + url), LOCAL_ARN)
                        .endpoint())
                .isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({"111111111111, 111111111111", "local, local", "AKIAIOSFODNN7EXAMPLE, AKIA…", "thirteenchars, thir…"})
    void long_access_keys_are_not_shown(String account, String shown) {
        assertThat(new TableIdentity("localhost:8000", account, "eu-west-1", "Orders").shownAccount())
                .isEqualTo(shown);
    }

    @Test
    void says_where_a_table_is() {
        assertThat(new TableIdentity("aws", "111111111111", "eu-west-1", "Orders").place())
                .isEqualTo("account 111111111111, Region eu-west-1");
        assertThat(new TableIdentity("localhost:8000", "AKIAIOSFODNN7EXAMPLE", "eu-west-1", "Orders").place())
                .isEqualTo("account AKIA…, Region eu-west-1, endpoint localhost:8000");
    }

    private static TableIdentity identity(String config, String arn) {
        Access access = open(config);
        return TableIdentity.of(access, arn, "Orders", access.credentials().resolveCredentials());
    }

    private static Access open(String config) {
        return new Environments(Configuration.EMPTY, ProfileFiles.of(config), name -> null).open("it");
    }
}
