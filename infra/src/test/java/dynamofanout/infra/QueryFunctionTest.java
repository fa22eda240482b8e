// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryFunctionTest {
    private static final StackTemplate CLOSED = Synthesis.ofTwoAccounts().template("fanout");
    private static final Synthesis OPENED = Synthesis.checked(
            Deployments.of(
                    """
                    {"home": {"account": "333333333333", "region": "eu-west-1", "functionUrl": true},
                     "environments": {
                       "production": {"account": "111111111111", "region": "eu-west-1", "protected": true,
                                      "tables": ["Orders"],
                                      "queryCallers": ["555555555555", "arn:aws:iam::666666666666:role/shop"]},
                       "development": {"account": "222222222222", "region": "eu-west-1", "tables": ["*"]}}}
                    """));
    private static final StackTemplate OPEN = OPENED.template("fanout");

    @Test
    void processes_are_copies_of_a_rehearsed_one() {
        JsonNode function = function(CLOSED);

        assertThat(function.path("Handler").asText()).isEqualTo("dynamofanout.functions.QueryHandler::handleRequest");
        assertThat(function.path("Runtime").asText()).isEqualTo("java25");
        assertThat(StackTemplate.texts(function.path("Architectures"))).containsExactly("arm64");
        assertThat(function.path("SnapStart").path("ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(function.path("MemorySize").asInt()).isEqualTo(1_769);
        assertThat(function.path("Timeout").asInt()).isEqualTo(20);
    }

    @Test
    void other_functions_start_as_ever() {
        assertThat(CLOSED.resources("AWS::Lambda::Function"))
                .filteredOn(function -> function.path("Properties").has("SnapStart"))
                .hasSize(1);
    }

    @Test
    void it_reaches_its_log_and_the_environments_roles_and_no_run_table() {
        JsonNode role = CLOSED.properties("AWS::IAM::Role", "RoleName", "fanout-query");

        assertThat(StackTemplate.allowed(role.path("Policies")))
                .containsExactlyInAnyOrder(
                        "logs:CreateLogStream on ${QueryLog.Arn}",
                        "logs:PutLogEvents on ${QueryLog.Arn}",
                        "sts:AssumeRole on arn:aws:iam::111111111111:role/fanout-read-production",
                        "sts:AssumeRole on arn:aws:iam::222222222222:role/fanout-read-development",
                        "sts:AssumeRole on arn:aws:iam::444444444444:role/theirs");
    }

    @Test
    void nobody_else_may_ask_and_there_is_no_url_unless_the_file_says_so() {
        assertThat(CLOSED.resources("AWS::Lambda::Permission")).isEmpty();
        assertThat(CLOSED.resources("AWS::Lambda::Url")).isEmpty();
    }

    @Test
    void callers_may_ask_by_the_alias_of_their_environment_alone() {
        List<String> allowed = OPEN.resources("AWS::Lambda::Permission").stream()
                .map(permission -> permission.path("Properties"))
                .map(permission -> permission.path("Principal").asText() + " "
                        + permission.path("Action").asText() + " "
                        + permission.path("FunctionName").asText() + " "
                        + permission.path("FunctionUrlAuthType").asText())
                .toList();

        assertThat(allowed)
                .containsExactlyInAnyOrder(
                        "555555555555 lambda:InvokeFunction ${QueryLiveproduction} ",
                        "555555555555 lambda:InvokeFunctionUrl ${QueryLiveproduction} AWS_IAM",
                        "arn:aws:iam::666666666666:role/shop lambda:InvokeFunction ${QueryLiveproduction} ",
                        "arn:aws:iam::666666666666:role/shop lambda:InvokeFunctionUrl ${QueryLiveproduction} AWS_IAM");
    }

    @Test
    void each_alias_has_a_url_for_signed_requests_where_the_file_says_so() {
        assertThat(OPEN.resources("AWS::Lambda::Url"))
                .extracting(url -> url.path("Properties").path("Qualifier").asText() + " "
                        + url.path("Properties").path("AuthType").asText())
                .containsExactlyInAnyOrder("live-production AWS_IAM", "live-development AWS_IAM");
    }

    @Test
    void urls_are_outputs_and_there_is_none_without() {
        assertThat(outputs(OPEN))
                .contains(
                        "Queries of environment production, signed for service lambda: ${QueryLiveproductionFunctionUrl.FunctionUrl}",
                        "Queries of environment development, signed for service lambda: ${QueryLivedevelopmentFunctionUrl.FunctionUrl}");
        assertThat(outputs(CLOSED)).noneMatch(output -> output.contains("Url"));
    }

    @Test
    void the_rules_of_aws_solutions_find_nothing_in_what_callers_get() {
        assertThat(OPENED.messages()).isEmpty();
    }

    private static List<String> outputs(StackTemplate template) {
        return StreamSupport.stream(template.whole().path("Outputs").spliterator(), false)
                .map(output -> output.path("Description").asText() + ": "
                        + output.path("Value").asText())
                .toList();
    }

    private static JsonNode function(StackTemplate template) {
        return template.properties("AWS::Lambda::Function", "FunctionName", "fanout-query");
    }
}
