// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.EnvironmentRules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code fanout doctor}: each thing that can be missing, with the whole line that says so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class DoctorIT {
    private static final Map<String, String> TOOLS = Map.of("node", "v22.11.0", "npx", "10.9.0");

    @RegisterExtension
    final Cli cli = new Cli();

    private final ObjectNode roles = JsonNodeFactory.instance.objectNode();
    private final HomeDouble home = new HomeDouble();

    @BeforeEach
    void give_a_home() throws IOException {
        home.functions((function, event) -> roles);
        cli.home(cli.server(), real -> new HomeHttp(real, home));
        cli.programs(name -> Optional.ofNullable(TOOLS.get(name)));
        roles.put("unreservedConcurrency", 10);
        roles.set(
                "rules",
                EnvironmentRules.json(Configuration.parse("fanout.json", HomeDouble.FANOUT_JSON), mask -> "none"));
        role("production", true, "the role can be assumed and reads Orders");
        role("development", true, "the role can be assumed and reads Orders");
    }

    @AfterEach
    void close_home() {
        home.close();
    }

    @Test
    void is_content_when_nothing_is_missing() {
        Cli.Ran ran = cli.run("doctor");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out().lines())
                .containsExactly(
                        "ok       Java: " + System.getProperty("java.version"),
                        "ok       Node.js: v22.11.0",
                        "ok       npx: 10.9.0 (fetches aws-cdk@2.1148.1 when it is asked to)",
                        "ok       fanout.json: " + cli.home().resolve("fanout.json") + " with production, development",
                        "ok       Regions: eu-west-1",
                        "ok       home: account 999999999999, Region eu-west-1",
                        "ok       credentials of home: arn:aws:iam::999999999999:user/me",
                        "ok       CDK bootstrap of home: version 21",
                        "ok       credentials of production: arn:aws:iam::111111111111:user/me",
                        "ok       credentials of development: arn:aws:iam::222222222222:user/me",
                        "ok       state machine fanout: account 999999999999, Region eu-west-1",
                        "ok       function fanout-plan:live: account 999999999999, Region eu-west-1",
                        "ok       function fanout-segment:live: account 999999999999, Region eu-west-1",
                        "ok       function fanout-finish:live: account 999999999999, Region eu-west-1",
                        "ok       function fanout-query:live-production: account 999999999999, Region eu-west-1",
                        "ok       function fanout-query:live-development: account 999999999999, Region eu-west-1",
                        "ok       role of production: the role can be assumed and reads Orders",
                        "ok       role of development: the role can be assumed and reads Orders",
                        "ok       deployed fanout.json: says the same of production, development",
                        "ok       concurrency of functions: the account lets 10 functions run at a time, so that a run"
                                + " takes at most 5 workers unless it asks for more (Lambda's quota can be raised)");
    }

    @Test
    void answers_one_object_for_machines() {
        Cli.Ran ran = cli.run("doctor --json");

        assertThat(ran.json().path("ok").booleanValue()).isTrue();
        assertThat(ran.json().path("checks")).hasSize(20);
        assertThat(ran.json().path("checks").get(1))
                .hasToString("{\"check\":\"Node.js\",\"ok\":true,\"sentence\":\"v22.11.0\"}");
        assertThat(ran.out().lines()).hasSize(1);
    }

    @Test
    void misses_programs() {
        cli.programs(name -> Optional.empty());

        assertThat(missing())
                .containsExactly(
                        "missing  Node.js: must be 20 or newer, to deploy: install it from https://nodejs.org, got: no"
                                + " program node on the PATH",
                        "missing  npx: must be on the PATH, to run aws-cdk@2.1148.1: it comes with Node.js");
    }

    @Test
    void misses_a_newer_node() {
        cli.programs(name -> Optional.of("v18.19.1"));

        assertThat(missing())
                .containsExactly("missing  Node.js: must be 20 or newer, to deploy: install it from https://nodejs.org,"
                        + " got: v18.19.1");
    }

    @Test
    void misses_fanout_json() throws IOException {
        Files.delete(cli.home().resolve("fanout.json"));

        assertThat(missing())
                .containsExactly(
                        "missing  fanout.json: none was found: `fanout init` writes one from your AWS profiles;"
                                + " or name one by --config");
    }

    @Test
    void says_what_is_wrong_with_fanout_json() throws IOException {
        cli.fanoutJson("{\"environments\": {}, \"hoem\": {}}");

        assertThat(missing())
                .containsExactly("missing  fanout.json: unknown field \"hoem\" in "
                        + cli.home().resolve("fanout.json") + "; allowed: home, environments, schedules");
    }

    @Test
    void misses_a_home_and_looks_at_the_environments_all_the_same() throws IOException {
        cli.fanoutJson("{\"environments\": {\"production\": {\"account\": \"111111111111\", \"region\": \"eu-west-1\","
                + " \"profile\": \"production\", \"tables\": [\"*\"]}}}");

        Cli.Ran ran = cli.run("doctor");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out().lines().skip(5))
                .containsExactly(
                        "missing  home: field \"home\" must be in " + cli.home().resolve("fanout.json")
                                + ", to deploy: {\"account\", \"region\", \"profile\"}",
                        "ok       credentials of production: arn:aws:iam::111111111111:user/me");
    }

    @Test
    void says_which_Region_is_none() throws IOException {
        cli.fanoutJson("{\"environments\": {\"production\": {\"account\": \"111111111111\", \"region\": \"eu-wets-1\","
                + " \"profile\": \"production\", \"tables\": [\"*\"]}}}");

        assertThat(missing()).contains("missing  Regions: must be AWS Regions, got: eu-wets-1 (correct fanout.json)");
    }

    @Test
    void misses_credentials_that_lead_to_the_account() throws IOException {
        cli.fanoutJson("{\"environments\": {\"production\": {\"account\": \"444444444444\", \"region\": \"eu-west-1\","
                + " \"profile\": \"production\", \"tables\": [\"*\"]}, \"staging\": {\"account\": \"111111111111\","
                + " \"region\": \"eu-west-1\", \"profile\": \"none\", \"tables\": [\"*\"]}}}");
        cli.profiles("[profile none]\nregion = eu-west-1\n");

        assertThat(missing())
                .contains(
                        "missing  credentials of production: fanout.json says account 444444444444, but they lead to"
                                + " account 111111111111: correct one of the two (AWS profile production)",
                        "missing  credentials of staging: AWS profile none has no credentials: run aws configure --profile"
                                + " none, or aws configure sso --profile none");
    }

    @Test
    void misses_the_bootstrap_and_says_how_to_make_it() {
        home.missing("/cdk-bootstrap/hnb659fds/version"::equals);

        assertThat(missing())
                .containsExactly(
                        "missing  CDK bootstrap of home: run `npx aws-cdk@2.1148.1 bootstrap aws://999999999999/eu-west-1"
                                + " --profile tooling`");
    }

    @Test
    void misses_the_deployment() {
        home.missing("fanout"::equals);

        assertThat(missing())
                .containsExactly("missing  state machine fanout: fanout is not deployed in account 999999999999, Region"
                        + " eu-west-1: run `fanout deploy home`");
    }

    @Test
    void misses_an_alias() {
        home.missing(what -> what.contains("fanout-query"));

        assertThat(missing())
                .containsExactly(
                        "missing  function fanout-query:live-production: fanout is not deployed in account 999999999999,"
                                + " Region eu-west-1: run `fanout deploy home`",
                        "missing  function fanout-query:live-development: fanout is not deployed in account 999999999999,"
                                + " Region eu-west-1: run `fanout deploy home`");
    }

    @Test
    void misses_roles_that_cannot_be_used_or_are_not_known() {
        roles.remove("environments");
        role("production", false, "role fanout-production cannot be assumed");

        assertThat(missing())
                .containsExactly(
                        "missing  role of production: role fanout-production cannot be assumed; if it is not deployed yet,"
                                + " run `fanout deploy production`",
                        "missing  role of development: the deployed functions do not know the environment; to deploy this"
                                + " fanout.json, run `fanout deploy home`");
    }

    @Test
    void does_not_blame_a_role_for_a_missing_table() {
        roles.remove("environments");
        role("production", true, "the role can be assumed and reads Orders");
        role("development", false, "the role can be assumed, but table Orders in development does not exist");
        ((ObjectNode) roles.withArray("environments").get(1)).put("roleWorks", true);

        assertThat(missing())
                .containsExactly(
                        "missing  role of development: the role can be assumed, but table Orders in development"
                                + " does not exist; create it, or correct the tables in "
                                + cli.home().resolve("fanout.json"));
    }

    @Test
    void says_which_fields_differ_from_what_is_deployed() throws IOException {
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replace(
                "\"profile\": \"development\",", "\"profile\": \"development\", \"protected\": true,"));
        ((ObjectNode) roles.withArray("environments").get(1))
                .put("writes", "arn:aws:iam::222222222222:role/fanout-development");

        assertThat(missing())
                .containsExactly(
                        "missing  protection of development: arn:aws:iam::222222222222:role/fanout-development can write,"
                                + " although " + cli.home().resolve("fanout.json")
                                + " protects the environment; to take the role away, run `fanout deploy"
                                + " development`",
                        "missing  deployed fanout.json: " + cli.home().resolve("fanout.json")
                                + " differs from what is deployed: development.protected; to deploy it, run `fanout"
                                + " deploy home`");
    }

    @Test
    void changes_nothing() {
        Cli.Ran ran = cli.run("doctor");

        assertThat(ran.exit()).isZero();
        assertThat(home.executions()).isEmpty();
        assertThat(cli.runs()).doesNotExist();
    }

    private List<String> missing() {
        Cli.Ran ran = cli.run("doctor");
        assertThat(ran.exit()).as(ran.all()).isEqualTo(1);
        return ran.out().lines().filter(line -> line.startsWith("missing")).toList();
    }

    private void role(String environment, boolean isOk, String sentence) {
        roles.withArray("environments")
                .addObject()
                .put("environment", environment)
                .put("ok", isOk)
                .put("sentence", sentence);
    }
}
