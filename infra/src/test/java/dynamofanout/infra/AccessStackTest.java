// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.iam.Accounts;
import dynamofanout.iam.Call;
import dynamofanout.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The template's shape and size; what its policies allow together is evaluated in {@link PolicyTest}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessStackTest {
    private static final StackTemplate PRODUCTION = Synthesis.ofTwoAccounts().template("fanout-access-production");
    private static final StackTemplate DEVELOPMENT = Synthesis.ofTwoAccounts().template("fanout-access-development");

    @Test
    void a_protected_environment_can_be_read_and_not_written() {
        String orders = "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders";
        String customers = "arn:aws:dynamodb:eu-west-1:111111111111:table/Customers*";
        String ofRegions = "arn:aws:dynamodb::111111111111:global-table/*";

        assertThat(allowed(PRODUCTION))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("dynamodb:ListTables on *"), // for the pattern Customers*
                                Stream.of(
                                                "BatchGetItem",
                                                "DescribeGlobalTable",
                                                "DescribeTable",
                                                "DescribeTimeToLive",
                                                "Query",
                                                "Scan")
                                        .flatMap(action -> Stream.of(orders, orders + "/*", customers, ofRegions)
                                                .map(resource -> "dynamodb:" + action + " on " + resource)))
                        .toList());
    }

    @Test
    void tables_are_listed_only_where_one_of_them_is_a_pattern() {
        Settings named = Deployments.of(
                Deployments.TWO_ACCOUNTS.replace("\"tables\": [\"*\"]", "\"tables\": [\"Orders\", \"Users\"]"));
        Settings patterns = Deployments.of(Deployments.TWO_ACCOUNTS);

        assertThat(allowed(Synthesis.of(named).template("fanout-access-development")))
                .noneMatch(line -> line.startsWith("dynamodb:ListTables"));
        assertThat(allowed(Synthesis.of(patterns).template("fanout-access-development")))
                .containsOnlyOnce("dynamodb:ListTables on *");
    }

    @Test
    void the_tables_of_a_role_are_one_statement() {
        assertThat(PRODUCTION.resources("AWS::IAM::Policy"))
                .filteredOn(policy -> policy.toString().contains(":table/"))
                .singleElement()
                .satisfies(policy -> assertThat(
                                policy.path("Properties").path("PolicyDocument").path("Statement"))
                        .hasSize(1));
    }

    @Test
    void roles_are_named_as_the_functions_derive_them() {
        assertThat(roleNames(PRODUCTION)).containsExactly("fanout-read-production");
        assertThat(roleNames(DEVELOPMENT)).containsExactly("fanout-read-development", "fanout-development");
    }

    @Test
    void a_role_for_reading_of_your_own_leaves_the_writing_one_to_us() {
        Settings settings = Deployments.of(Deployments.TWO_ACCOUNTS.replace(
                "\"tables\": [\"*\"]",
                "\"tables\": [\"*\"], \"readRoleArn\": \"arn:aws:iam::222222222222:role/our-reader\""));

        Synthesis synthesis = Synthesis.of(settings);

        assertThat(roleNames(synthesis.template("fanout-access-development"))).containsExactly("fanout-development");
        assertThat(synthesis.messages()).anyMatch(message -> message.contains("our-reader"));
    }

    @Test
    void an_external_id_of_the_file_is_asked_for() {
        Settings settings = Deployments.of(Deployments.TWO_ACCOUNTS.replace(
                "\"tables\": [\"*\"]", "\"tables\": [\"*\"], \"externalId\": \"agreed-by-phone\""));

        List<JsonNode> roles =
                Synthesis.of(settings).template("fanout-access-development").resources("AWS::IAM::Role");

        assertThat(roles).hasSize(2).allSatisfy(role -> assertThat(
                        role.findValue("sts:ExternalId").asText())
                .isEqualTo("agreed-by-phone"));
    }

    /** IAM takes 6,144 characters in a managed policy and ten of those; CloudFormation 51,200 bytes without a bucket. */
    @Test
    void two_hundred_tables_fit() throws IOException {
        Settings settings = Deployments.of(withTables(200, 40));

        Synthesis synthesis = Synthesis.of(settings);

        StackTemplate template = synthesis.template("fanout-access-development");
        List<JsonNode> policies = template.resources("AWS::IAM::ManagedPolicy");
        assertThat(policies).hasSizeBetween(2, 10).allSatisfy(policy -> {
            assertThat(policy.path("Properties").path("PolicyDocument").toString())
                    .hasSizeLessThanOrEqualTo(6_144);
            assertThat(StackTemplate.texts(policy.path("Properties").path("Roles")))
                    .containsExactlyInAnyOrder("${ReadRole}", "${Role}");
        });
        long bytes = Files.size(synthesis.templateFile("fanout-access-development"));
        assertThat(bytes).isLessThanOrEqualTo(51_200);
        System.out.println("200 tables with names of 40 characters: " + policies.size() + " managed policies, " + bytes
                + " bytes of template");

        Accounts accounts = DeployedAccounts.of(settings, synthesis);
        String last = "arn:aws:dynamodb:eu-central-1:222222222222:table/" + table(199, 40);
        for (String role : List.of("fanout-development", "fanout-read-development")) {
            var session = accounts.as("arn:aws:iam::222222222222:role/" + role);
            assertThat(accounts.allows(session, Call.of("dynamodb:Query", last + "/index/ByDate")))
                    .isTrue();
            assertThat(accounts.allows(session, Call.of("dynamodb:PutItem", last)))
                    .isEqualTo(role.equals("fanout-development"));
            assertThat(accounts.allows(session, Call.of("dynamodb:Scan", last + "0")))
                    .isFalse();
        }
    }

    @Test
    void tables_that_do_not_fit_into_a_roles_policies_are_refused_with_the_numbers() {
        Settings settings = Deployments.of(withTables(400, 60));

        assertThatThrownBy(() -> Synthesis.of(settings))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "the tables of environment development must fit into 10 managed policies of 6144 characters,"
                                + " got: 400 tables in 16 policies (90828 characters); list fewer, or use wildcards such as App-*");
    }

    @Test
    void a_template_that_does_not_fit_without_a_bucket_is_refused_with_its_size() {
        Settings settings = Deployments.of(withTables(250, 50));

        assertThatThrownBy(() -> Synthesis.of(settings))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("the template of stack fanout-access-development must have at most 51200 bytes,"
                        + " since an account without a CDK bucket takes no more, got: ")
                .hasMessageEndingWith("; list fewer tables in that environment, or use wildcards such as App-*");
    }

    private static String withTables(int number, int length) {
        String tables = IntStream.range(0, number)
                .mapToObj(i -> "\"" + table(i, length) + "\"")
                .collect(Collectors.joining(", "));
        return Deployments.TWO_ACCOUNTS.replace("\"tables\": [\"*\"]", "\"tables\": [" + tables + "]");
    }

    private static String table(int number, int length) {
        return ("Table-" + number + "-" + "x".repeat(length)).substring(0, length);
    }

    private static List<String> allowed(StackTemplate template) {
        return template.resources("AWS::IAM::Policy").stream()
                .flatMap(policy -> StackTemplate.allowed(StackTemplate.list(policy.path("Properties"))).stream())
                .toList();
    }

    private static List<String> roleNames(StackTemplate template) {
        return template.resources("AWS::IAM::Role").stream()
                .map(role -> role.path("Properties").path("RoleName").asText())
                .toList();
    }
}
