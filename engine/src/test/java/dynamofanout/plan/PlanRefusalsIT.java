// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static dynamofanout.plan.PlanBench.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What cannot be planned is refused with one sentence, and nothing is changed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class PlanRefusalsIT extends PlannerFixture {
    @Test
    void keys_of_different_names_are_refused() {
        source.createTable(table(name, "id:S").build());
        target.createTable(table(name, "key:S").build());

        assertRefused("the tables' keys must be the same: " + inProduction() + " has id (S), " + inDevelopment()
                + " has key (S)");
    }

    @Test
    void keys_of_different_types_are_refused() {
        source.createTable(table(name, "id:S", "at:N").build());
        target.createTable(table(name, "id:S", "at:S").build());

        assertRefused("the tables' keys must be the same: " + inProduction() + " has id (S), at (N), " + inDevelopment()
                + " has id (S), at (S)");
    }

    @Test
    void a_missing_sort_key_is_refused() {
        source.createTable(table(name, "id:S", "at:N").build());
        target.createTable(table(name, "id:S").build());

        assertRefused("the tables' keys must be the same: " + inProduction() + " has id (S), at (N), " + inDevelopment()
                + " has id (S)");
    }

    @Test
    void a_table_is_not_copied_into_itself_by_whatever_name() {
        source.createTable(table(name, "id:S").build());
        String same = "the target must be another table than the source, got for both: table " + name
                + " (account prodkey, Region us-east-1, endpoint localhost:"
                + db.endpoint().getPort() + ")";

        assertRefused(same, () -> bench.planFromTo("production", name, "production", name));
        assertRefused(same, () -> bench.planFromTo("production", name, "admin", name));
        assertRefused(same, () -> bench.planFromTo("admin", name, "production", name));
        String arn = "arn:aws:dynamodb:us-east-1:000000000000:table/" + name;
        assertRefused(same, () -> bench.planFromTo("production", name, "admin", arn));
    }

    @Test
    void a_protected_environment_is_never_a_target() {
        createBoth("id:S");
        bench.configure(
                """
                {"environments": {"production": {"account": "111111111111", "region": "us-east-1", "profile": "production",
                                                 "protected": true, "tables": ["*"]}}}
                """);
        String place = " (account prodkey, Region us-east-1, endpoint localhost:"
                + db.endpoint().getPort() + ") and can never be a target";

        assertRefused(
                "environment production is protected" + place,
                () -> bench.planFromTo("development", name, "production", name));
        assertRefused(
                "environment admin leads into the protected environment production" + place,
                () -> bench.planFromTo("development", name, "admin", name));
    }

    @Test
    void data_go_only_where_copy_to_lets_them() {
        createBoth("id:S");
        bench.configure(
                """
                {"environments": {
                   "production": {"account": "111111111111", "region": "us-east-1", "profile": "production",
                                  "tables": ["*"], "copyTo": ["staging"]},
                   "staging": {"account": "444444444444", "region": "us-east-1", "tables": ["*"]}}}
                """);

        assertRefused("data of environment production may only be copied to staging (copyTo in fanout.json), got:"
                + " development (account devkey, Region us-east-1, endpoint localhost:"
                + db.endpoint().getPort() + ")");
    }

    @Test
    void a_table_that_is_not_there_is_refused() {
        source.createTable(table("Lonely", "id:S").build());

        assertRefused(
                "table Lonely in development does not exist (Region us-east-1): add --create (\"create\": true) to have"
                        + " it created after the source, or correct its name",
                () -> bench.plan("Lonely"));
        assertRefused(
                "table lonley in production does not exist (Region us-east-1): correct its name; did you mean \"Lonely\"?",
                () -> bench.plan("lonley"));
    }

    @Test
    void a_table_that_is_being_updated_is_used() {
        createBoth("id:S");
        bench.describe(name, table -> table.put("TableStatus", "UPDATING"));

        assertThat(bench.plan(name).source().table()).isEqualTo(name);
    }

    @Test
    void a_table_that_is_not_active_is_refused() {
        createBoth("id:S");
        bench.describe(name, table -> table.put("TableStatus", "CREATING"));

        assertRefused(inProduction() + " must be ACTIVE or UPDATING, got: CREATING (wait until it is, then try again)");
    }

    @Test
    void a_permission_that_lacks_is_named_with_its_table() {
        createBoth("id:S");
        bench.http.fail("Scan", name, "AccessDeniedException", "User: arn:x is not authorized");
        assertRefused("no permission for dynamodb:Scan on " + inProduction()
                + ": allow it for these credentials (User: arn:x is not authorized)");

        bench.http.fail("DescribeTable", name, "AccessDeniedException", "User: arn:x is not authorized");
        assertRefused("no permission for dynamodb:DescribeTable on " + inProduction()
                + ": allow it for these credentials (User: arn:x is not authorized)");
    }

    @Test
    void throttled_questions_are_asked_a_few_times() {
        createBoth("id:S");
        bench.http.fail("DescribeTable", name, "ThrottlingException", "Rate exceeded");

        assertRefused(inProduction() + " cannot be used: Rate exceeded (ThrottlingException)");

        assertThat(bench.http.calls()).isEqualTo(5);
    }

    @Test
    void credentials_that_are_absent_or_have_expired_are_said_so_with_the_remedy() {
        createBoth("id:S");
        assertRefused(
                "AWS profile empty has no credentials: run aws configure --profile empty, or aws configure sso --profile"
                        + " empty",
                () -> bench.planFromTo("empty", name, "development", name));

        bench.http.fail("DescribeTable", name, "ExpiredTokenException", "The security token has expired");
        assertRefused("the session of AWS profile production has expired: get new credentials");
    }

    @Test
    void a_filter_that_the_service_does_not_understand_is_refused() {
        createBoth("customer:S", "order:N");
        putOrders(source, 1);

        assertRefused(
                inProduction() + " cannot be read as asked: Invalid FilterExpression: Syntax error; token: \"=\", near:"
                        + " \"= = b\"",
                () -> bench.plan(name, "\"filter\":{\"expression\":\"a = = b\"}"));
    }

    @Test
    void a_copy_that_is_estimated_above_its_budget_is_refused() {
        createBoth("customer:S", "order:N");
        putOrders(source, 100);

        assertRefused(
                "the copy is estimated at $0.000063, more than the $0.00001 of maxCost",
                () -> bench.plan(name, "\"maxCost\":0.00001"));
        assertThat(bench.plan(name, "\"maxCost\":0.0001").estimate().dollars().orElseThrow())
                .isCloseTo(0.000063, within(0.000001));
    }

    @Test
    void a_budget_without_a_price_cannot_be_kept() {
        createBoth("id:S");
        createFar(table(name, "id:S"));

        assertRefused(
                "maxCost cannot be kept, since prices for these Regions are not known: leave it out",
                () -> bench.planFromTo("production", name, "far", name, "\"maxCost\":5"));
    }

    @Test
    void a_table_that_is_not_listed_is_refused_before_anything_is_asked() {
        bench.configure(
                """
                {"environments": {"production": {"account": "111111111111", "region": "us-east-1", "profile": "production",
                                                 "tables": ["Customers*"]}}}
                """);

        assertRefused(
                "table " + name + " must be among the tables of environment production in fanout.json (Customers*)");
        assertThat(bench.http.calls()).isZero();
    }

    private String inProduction() {
        return "table " + name + " in production";
    }
}
