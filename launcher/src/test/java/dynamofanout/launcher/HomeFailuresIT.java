// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dynamofanout.functions.FunctionsHere;
import dynamofanout.launcher.HomeHttp.ServiceError;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with the home account, with the whole sentence that says so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class HomeFailuresIT {
    private static final String NOT_DEPLOYED =
            "fanout is not deployed in account 999999999999, Region eu-west-1: run `fanout deploy" + " home`";

    @RegisterExtension
    final Cli cli = new Cli();

    @TempDir
    private Path directory;

    private final HomeDouble home = new HomeDouble();
    private FunctionsHere functions;
    private HomeDouble.Functions handlers;

    @BeforeEach
    void give_a_home() throws IOException {
        functions = new FunctionsHere(directory, HomeDouble.FANOUT_JSON);
        handlers = new HandlersHere(functions, home, UnaryOperator.identity());
        home.functions(handlers);
        cli.home(functions.dynamo, real -> new HomeHttp(real, home));
        Tables.create(cli.source(), "Orders", "id:S");
        Tables.create(cli.target(), "Orders", "id:S");
        Tables.put(cli.source(), "Orders", Tables.numbered(20));
    }

    @AfterEach
    void close_home() {
        home.close();
        functions.close();
    }

    @Test
    void functions_that_are_not_deployed() {
        home.missing("fanout-plan:live"::equals);

        assertRefused(NOT_DEPLOYED, copy());
    }

    @Test
    void a_state_machine_that_is_not_deployed() {
        home.missing("fanout"::equals);

        assertRefused(NOT_DEPLOYED, copy());
    }

    @Test
    void a_run_table_that_is_not_deployed() {
        functions.runs().deleteTable(delete -> delete.tableName("FanoutRuns"));

        assertRefused(NOT_DEPLOYED, cli.run("status night"));
        assertRefused(NOT_DEPLOYED, cli.run("stop night"));
    }

    @Test
    void runs_of_this_machine_are_listed_even_when_the_home_cannot_be_asked() {
        cli.copy("Orders", "--run-id here");
        functions.runs().deleteTable(delete -> delete.tableName("FanoutRuns"));

        Cli.Ran list = cli.run("status");
        Cli.Ran forMachines = cli.run("status --json");

        assertThat(list.out()).startsWith("local  here ");
        assertRefused(NOT_DEPLOYED, list);
        assertThat(forMachines.out()).isEqualToNormalizingNewlines("{\"error\":\"" + NOT_DEPLOYED + "\"}\n");
    }

    @Test
    void a_permission_that_is_missing() {
        denied("StartExecution", "User: me is not authorized to perform: states:StartExecution");

        assertRefused(
                "no permission for states:StartExecution in account 999999999999, Region eu-west-1: allow it for these"
                        + " credentials (User: me is not authorized to perform: states:StartExecution)",
                copy());
    }

    @Test
    void a_permission_on_the_run_table_that_is_missing() {
        denied("BatchGetItem", "User: me is not authorized to perform: dynamodb:BatchGetItem");

        assertRefused(
                "no permission for dynamodb actions on table FanoutRuns in account 999999999999, Region eu-west-1: allow it"
                        + " for these credentials (User: me is not authorized to perform: dynamodb:BatchGetItem)",
                cli.run("status night"));
    }

    @Test
    void a_session_that_has_expired() {
        home.faults(call -> {
            throw new ServiceError("ExpiredTokenException", "The security token included in the request is expired");
        });

        assertRefused("the session of AWS profile tooling has expired: get new credentials", copy());
        assertRefused("the session of AWS profile tooling has expired: get new credentials", cli.run("status night"));
    }

    @Test
    void a_profile_that_is_not_there() throws IOException {
        cli.fanoutJson(HomeDouble.FANOUT_JSON.replace("\"tooling\"", "\"toolnig\""));

        assertRefused(
                "environment home has the AWS profile \"toolnig\" in "
                        + cli.home().resolve("fanout.json")
                        + ", but no AWS profile (production, development, tooling) has that name; did you mean"
                        + " \"tooling\"?",
                copy());
    }

    @Test
    void a_function_that_fails() {
        home.functions((function, event) -> {
            throw new IllegalStateException("out of luck");
        });

        assertRefused(
                "function fanout-plan failed: IllegalStateException: out of luck (its log is /aws/lambda/fanout-plan in"
                        + " account 999999999999, Region eu-west-1)",
                copy());
    }

    @Test
    void a_function_of_another_version() {
        home.functions((function, event) -> JsonNodeFactory.instance.textNode("pong"));

        assertRefused(
                "function fanout-plan gave an answer that this fanout cannot read; to deploy the same version,"
                        + " run `fanout"
                        + " deploy home`",
                copy());
    }

    @Test
    void a_run_that_nobody_knows() {
        assertRefused(
                "run none is not known, neither here nor in FanoutRuns of account 999999999999, Region eu-west-1: `fanout"
                        + " status` lists the latest runs",
                cli.run("status none"));
        assertThat(cli.run("resume none").err())
                .isEqualTo(cli.run("status none").err());
    }

    @Test
    void options_that_are_for_AWS_only() {
        cli.copy("Orders", "--run-id here");

        assertRefused(
                "--detach is for runs on AWS (\"home\" in fanout.json): a local run ends with its process",
                cli.copy("Orders", "--detach"));
        assertRefused(
                "--detach is for runs on AWS (\"home\" in fanout.json): a local run ends with its process",
                cli.run("replay here --detach"));
        assertRefused("--follow needs a RUN (see `fanout status --help`)", cli.run("status --follow"));
    }

    @Test
    void an_execution_that_crashes_before_it_has_written_anything() {
        home.functions((function, event) -> {
            if (event.has("execution")) {
                throw new IllegalStateException("out of luck");
            }
            return handlers.invoke(function, event);
        });

        assertFailed(
                "execution night failed: IllegalStateException: out of luck; it left no summary; nothing was written",
                copy());
    }

    @Test
    void an_execution_that_crashes_at_its_end() {
        home.functions((function, event) -> {
            if (function.equals("fanout-finish")) {
                throw new IllegalStateException("out of luck");
            }
            return handlers.invoke(function, event);
        });

        Cli.Ran copy = copy();
        home.functions(handlers);
        Cli.Ran status = cli.run("status night");
        Cli.Ran resume = cli.run("resume night");

        assertFailed(
                "execution night failed: IllegalStateException: out of luck; it left no summary; `fanout resume night`"
                        + " continues run night",
                copy);
        assertThat(status.out()).startsWith("Run night is interrupted, started ");
        assertThat(resume.exit()).as(resume.all()).isZero();
    }

    @Test
    void a_network_that_is_away_for_a_while_is_borne() {
        var left = new AtomicInteger(4);
        home.faults(call -> {
            if (call.equals("DescribeExecution") && left.getAndDecrement() > 0) {
                throw new SocketException("Network is unreachable");
            }
        });

        Cli.Ran copy = copy();

        assertThat(copy.exit()).as(copy.all()).isZero();
        assertThat(copy.out().lines().filter(line -> line.startsWith("The run cannot be looked at")))
                .singleElement()
                .asString()
                .startsWith("The run cannot be looked at now, trying again: states:DescribeExecution in account"
                        + " 999999999999, Region eu-west-1 failed: ");
    }

    @Test
    void a_run_that_can_no_longer_be_followed_goes_on() {
        denied("DescribeExecution", "User: me is not authorized");

        Cli.Ran copy = copy();

        assertFailed(
                "run night goes on, but can no longer be followed: no permission for states:DescribeExecution in account"
                        + " 999999999999, Region eu-west-1: allow it for these credentials (User: me is not authorized)"
                        + " (try later: `fanout status night`)",
                copy);
    }

    private Cli.Ran copy() {
        return cli.run("copy --source production --target development --yes --table Orders --run-id night");
    }

    private void denied(String denied, String message) {
        home.faults(call -> {
            if (call.equals(denied)) {
                throw new ServiceError("AccessDeniedException", message);
            }
        });
    }

    private static void assertRefused(String sentence, Cli.Ran ran) {
        assertThat(ran.err()).isEqualToNormalizingNewlines("fanout: " + sentence + "\n");
        assertThat(ran.exit()).isEqualTo(2);
    }

    private static void assertFailed(String sentence, Cli.Ran ran) {
        assertThat(ran.err()).isEqualToNormalizingNewlines("fanout: " + sentence + "\n");
        assertThat(ran.exit()).isEqualTo(1);
    }
}
