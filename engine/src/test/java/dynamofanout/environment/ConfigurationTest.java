// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.environment.Configuration.Home;
import dynamofanout.input.BadInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfigurationTest {
    private static final String WHOLE =
            """
            {"home": {"account": "333333333333", "region": "eu-west-1", "profile": "tooling", "prefix": "copies",
                      "alarmTopic": "arn:aws:sns:eu-west-1:333333333333:alarms", "reservedConcurrency": 50, "functionUrl": true},
             "environments": {
               "production": {"account": "111111111111", "region": "eu-west-1", "profile": "prod", "protected": true,
                              "roleArn": "arn:aws:iam::111111111111:role/writer",
                              "readRoleArn": "arn:aws:iam::111111111111:role/reader", "externalId": "secret-1",
                              "kmsKeys": ["arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
                              "tables": ["Orders", "Customers*"], "copyTo": ["development"],
                              "queryCallers": ["444444444444", "arn:aws:iam::444444444444:role/web"]},
               "development": {"account": "222222222222", "region": "eu-central-1", "tables": ["*"]}}}
            """;

    @Test
    void reads_every_field() {
        Configuration configuration = Configuration.parse("fanout.json", WHOLE);

        assertThat(configuration.home())
                .contains(new Home(
                        "333333333333",
                        "eu-west-1",
                        Optional.of("tooling"),
                        "copies",
                        Optional.of("arn:aws:sns:eu-west-1:333333333333:alarms"),
                        Optional.of(50),
                        true));
        assertThat(configuration.environment("production"))
                .contains(new Environment(
                        "production",
                        "111111111111",
                        "eu-west-1",
                        Optional.of("prod"),
                        Optional.of("arn:aws:iam::111111111111:role/writer"),
                        Optional.of("arn:aws:iam::111111111111:role/reader"),
                        Optional.of("secret-1"),
                        true,
                        List.of("Orders", "Customers*"),
                        Optional.of(List.of(new CopyTarget("development"))),
                        List.of("444444444444", "arn:aws:iam::444444444444:role/web"),
                        List.of("arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                        Optional.empty()));
    }

    @Test
    void what_may_be_left_out_is_off() {
        Configuration configuration = Configuration.parse("fanout.json", WHOLE);

        assertThat(configuration.environment("development"))
                .contains(new Environment(
                        "development",
                        "222222222222",
                        "eu-central-1",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of("*"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void reads_how_tables_are_created() {
        assertThat(created("{}")).isEqualTo(CreateSettings.USUAL);
        assertThat(
                        created(
                                """
                {"billing": "as-source", "deletionProtection": true, "pointInTimeRecovery": true, "tagsFromSource": true,
                 "kmsKey": "arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                 "tags": {"team": "orders"}}"""))
                .isEqualTo(new CreateSettings(
                        true,
                        true,
                        true,
                        Optional.of("arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
                        Map.of("team", "orders"),
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"billing\": \"provisioned\"} | environments.a.create.billing must be one of on-demand, as-source, got: \"provisioned\"",
                "{\"tags\": {\"aws:x\": \"1\"}} | the name of a tag must be 1 to 128 characters and not begin with aws:, got: \"aws:x\"",
                "{\"tag\": {}} | unknown field \"environments.a.create.tag\" in fanout.json; did you mean \"tags\"?"
            })
    void refuses_how_tables_cannot_be_created(String create, String sentence) {
        assertThatThrownBy(() -> created(create)).isInstanceOf(BadInput.class).hasMessage(sentence);
    }

    private static CreateSettings created(String create) {
        return Configuration.parse(
                        "fanout.json",
                        "{\"environments\": {\"a\": {\"account\": \"111111111111\", \"region\": \"eu-west-1\", \"tables\":"
                                + " [\"*\"], \"create\": " + create + "}}}")
                .environment("a")
                .orElseThrow()
                .create()
                .orElseThrow();
    }

    @Test
    void keeps_the_order_of_the_file() {
        Configuration configuration = Configuration.parse("fanout.json", WHOLE);

        assertThat(configuration.environments().keySet()).containsExactly("production", "development");
    }

    @Test
    void remembers_what_was_read() {
        assertThat(Configuration.parse("/ops/fanout.json", WHOLE).readFrom()).contains("/ops/fanout.json");
        assertThat(Configuration.EMPTY.readFrom()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "account": "11", "region": "eu-west-1", "tables": ["*"] | environments.x.account must be an account of 12 digits, got: "11"
            "account": 111111111111, "region": "eu-west-1", "tables": ["*"] | environments.x.account must be a string that is not empty, got: 111111111111
            "region": "eu-west-1", "tables": ["*"] | field "environments.x.account" is missing in fanout.json
            "account": "111111111111", "region": "europe", "tables": ["*"] | environments.x.region must be a Region such as eu-west-1, got: "europe"
            "account": "111111111111", "tables": ["*"] | field "environments.x.region" is missing in fanout.json
            "account": "111111111111", "region": "eu-west-1" | field "environments.x.tables" is missing in fanout.json; ["*"] allows every table
            "account": "111111111111", "region": "eu-west-1", "tables": [] | environments.x.tables must be a list of at least one table (["*"] allows every table), got: []
            "account": "111111111111", "region": "eu-west-1", "tables": ["a b"] | environments.x.tables must be a list, each a table's name, in which "*" stands for any characters, such as Customers*, got: ["a b"]
            "account": "111111111111", "region": "eu-west-1", "tables": ["*"], "roleArn": "admin" | environments.x.roleArn must be the ARN of a role such as arn:aws:iam::111111111111:role/fanout-production, got: "admin"
            "account": "111111111111", "region": "eu-west-1", "tables": ["*"], "externalId": "x" | environments.x.externalId must be 2 to 1224 letters, digits and _+=,.@:/-, got: "x"
            "account": "111111111111", "region": "eu-west-1", "tables": ["*"], "protected": "yes" | environments.x.protected must be true or false, got: "yes"
            "account": "111111111111", "region": "eu-west-1", "tables": ["*"], "queryCallers": ["me"] | environments.x.queryCallers must be a list, each an account of 12 digits or the ARN of a role, got: ["me"]
            "account": "111111111111", "region": "eu-west-1", "tables": ["*"], "copyTo": ["y"] | environments.x.copyTo must list environments of this file (x), got: "y"
            "account": "111111111111", "region": "eu-west-1", "tables": ["*"], "protect": true | unknown field "environments.x.protect" in fanout.json; did you mean "protected"?
            """)
    void says_what_is_wrong_with_an_environment(String fields, String sentence) {
        assertThatThrownBy(() -> Configuration.parse("fanout.json", "{\"environments\": {\"x\": {" + fields + "}}}"))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "region": "eu-west-1" | field "home.account" is missing in fanout.json
            "account": "111111111111", "region": "eu" | home.region must be a Region such as eu-west-1, got: "eu"
            "account": "111111111111", "region": "eu-west-1", "alarmTopic": "me@example.com" | home.alarmTopic must be the ARN of an SNS topic such as arn:aws:sns:eu-west-1:111111111111:alarms, got: "me@example.com"
            "account": "111111111111", "region": "eu-west-1", "reservedConcurrency": 0 | home.reservedConcurrency must be a whole number from 1 to 10000, got: 0
            "account": "111111111111", "region": "eu-west-1", "functionURL": true | unknown field "home.functionURL" in fanout.json; did you mean "functionUrl"?
            """)
    void says_what_is_wrong_with_the_home(String fields, String sentence) {
        assertThatThrownBy(
                        () -> Configuration.parse("fanout.json", "{\"home\": {" + fields + "}, \"environments\": {}}"))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    @Test
    void refuses_names_that_roles_and_aliases_cannot_bear() {
        assertThatThrownBy(() -> Configuration.parse("fanout.json", "{\"environments\": {\"my env\": {}}}"))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "the name of an environment must be 1 to 50 letters, digits, \"-\" and \"_\", got: \"my env\"");
    }

    @Test
    void refuses_unknown_fields_of_the_whole() {
        assertThatThrownBy(() -> Configuration.parse("fanout.json", "{\"environments\": {}, \"enviroments\": {}}"))
                .isInstanceOf(BadInput.class)
                .hasMessage("unknown field \"enviroments\" in fanout.json; did you mean \"environments\"?");
    }

    @Test
    void cannot_be_changed_from_outside() {
        Map<String, Environment> environments = new HashMap<>();
        Configuration configuration = new Configuration(Optional.empty(), environments);

        environments.putAll(Configuration.parse("fanout.json", WHOLE).environments());

        assertThat(configuration.environments()).isEmpty();
    }

    @Test
    void deployed_functions_take_the_role_of_the_access_stack_and_no_profile() {
        Environment development = Configuration.parse("fanout.json", WHOLE)
                .deployed()
                .environment("development")
                .orElseThrow();

        assertThat(development.profile()).isEmpty();
        assertThat(development.roleArn()).contains("arn:aws:iam::222222222222:role/copies-development");
        assertThat(development.readRoleArn()).contains("arn:aws:iam::222222222222:role/copies-read-development");
        assertThat(development.externalId()).contains("fanout-333333333333");
    }

    @Test
    void deployed_functions_keep_what_is_written() {
        Environment production = Configuration.parse("fanout.json", WHOLE)
                .deployed()
                .environment("production")
                .orElseThrow();

        assertThat(production.profile()).isEmpty();
        assertThat(production.roleArn()).contains("arn:aws:iam::111111111111:role/writer");
        assertThat(production.readRoleArn()).contains("arn:aws:iam::111111111111:role/reader");
        assertThat(production.externalId()).contains("secret-1");
        assertThat(production.isProtected()).isTrue();
        assertThat(production.copyTo()).contains(List.of(new CopyTarget("development")));
    }

    @Test
    void deployed_roles_lie_in_their_region_s_partition() {
        Configuration configuration = Configuration.parse(
                "fanout.json",
                """
                {"home": {"account": "333333333333", "region": "cn-north-1"},
                 "environments": {"china": {"account": "111111111111", "region": "cn-north-1", "tables": ["*"]}}}
                """);

        assertThat(configuration.deployed().environment("china").orElseThrow().roleArn())
                .contains("arn:aws-cn:iam::111111111111:role/fanout-china");
    }

    @Test
    void a_protected_environment_has_the_reading_role_alone() {
        Environment production = Configuration.parse(
                        "fanout.json",
                        """
                        {"home": {"account": "333333333333", "region": "eu-west-1"},
                         "environments": {"production": {"account": "111111111111", "region": "eu-west-1", "tables": ["*"],
                                                         "protected": true}}}
                        """)
                .deployed()
                .environment("production")
                .orElseThrow();

        assertThat(production.roleArn()).contains("arn:aws:iam::111111111111:role/fanout-read-production");
        assertThat(production.readRoleArn()).isEqualTo(production.roleArn());
    }

    @Test
    void one_role_of_your_own_is_for_reading_too() {
        Environment guest = Configuration.parse(
                        "fanout.json",
                        """
                        {"home": {"account": "333333333333", "region": "eu-west-1"},
                         "environments": {"guest": {"account": "111111111111", "region": "eu-west-1", "tables": ["*"],
                                                    "roleArn": "arn:aws:iam::111111111111:role/theirs"}}}
                        """)
                .deployed()
                .environment("guest")
                .orElseThrow();

        assertThat(guest.readRoleArn()).contains("arn:aws:iam::111111111111:role/theirs");
    }

    @Test
    void a_role_whose_name_would_not_fit_iam_is_refused() {
        String name = "n".repeat(45);
        String file =
                """
                {"home": {"account": "333333333333", "region": "eu-west-1", "prefix": "twenty-characters-ab"},
                 "environments": {"%s": {"account": "111111111111", "region": "eu-west-1", "tables": ["*"]}}}
                """
                        .formatted(name);

        assertThatThrownBy(() -> Configuration.parse("fanout.json", file))
                .isInstanceOf(BadInput.class)
                .hasMessage("the role's name must have at most 64 characters, got: \"twenty-characters-ab-read-" + name
                        + "\" (71); shorten the environment's name or home.prefix");
    }

    @Test
    void without_a_home_nothing_can_be_deployed() {
        Configuration configuration = Configuration.parse("/ops/fanout.json", "{\"environments\": {}}");

        assertThatThrownBy(configuration::deployed)
                .isInstanceOf(BadInput.class)
                .hasMessage("field \"home\" is missing in /ops/fanout.json");
    }
}
