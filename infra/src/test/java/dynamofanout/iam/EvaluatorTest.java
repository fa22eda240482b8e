// SPDX-License-Identifier: Apache-2.0
package dynamofanout.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of AWS's "Policy evaluation logic", one by one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EvaluatorTest {
    private static final String ROLE = "arn:aws:iam::111111111111:role/reader";
    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders";
    private static final String FOREIGN = "arn:aws:dynamodb:eu-west-1:222222222222:table/Orders";

    private static final String ALL = allow("*", "*");

    @ParameterizedTest
    @CsvSource({
        "dynamodb:Scan, true",
        "DynamoDB:scan, true",
        "dynamodb:BatchGetItem, true",
        "dynamodb:Query, false",
        "dynamodb:ScanAll, false"
    })
    void actions_have_wildcards_and_no_case(String action, boolean allowed) {
        assertThat(may(role(allow("[\"dynamodb:Scan\", \"dynamodb:Batch?etItem\"]", "*")), Call.of(action, TABLE)))
                .isEqualTo(allowed);
    }

    @Test
    void resources_have_wildcards_and_case() {
        Role role = role(allow("*", TABLE + "/index/*"));

        assertThat(may(role, Call.of("dynamodb:Query", TABLE + "/index/ByDate")))
                .isTrue();
        assertThat(may(role, Call.of("dynamodb:Query", TABLE))).isFalse();
        assertThat(may(role, Call.of("dynamodb:Query", TABLE.toLowerCase(java.util.Locale.ROOT) + "/index/ByDate")))
                .isFalse();
    }

    @Test
    void what_nobody_allows_is_denied() {
        assertThat(may(role(), Call.of("dynamodb:Scan", TABLE))).isFalse();
    }

    @Test
    void an_explicit_denial_wins_over_everything() {
        String deny = statement("Deny", "\"NotAction\": \"dynamodb:Scan\"", "*", "");

        assertThat(may(role(ALL, deny), Call.of("dynamodb:Scan", TABLE))).isTrue();
        assertThat(may(role(ALL, deny), Call.of("dynamodb:PutItem", TABLE))).isFalse();
    }

    @Test
    void a_boundary_allows_nothing_and_limits_everything() {
        PolicyText boundary = PolicyText.parse(policy(allow("dynamodb:Scan", "*")));

        assertThat(may(role(ALL).within(boundary), Call.of("dynamodb:Scan", TABLE)))
                .isTrue();
        assertThat(may(role(ALL).within(boundary), Call.of("dynamodb:PutItem", TABLE)))
                .isFalse();
        assertThat(may(role().within(boundary), Call.of("dynamodb:Scan", TABLE)))
                .isFalse();
    }

    @Test
    void a_session_policy_allows_nothing_and_limits_everything() {
        var session =
                new Principal.Session(role(ALL), Optional.of(PolicyText.parse(policy(allow("dynamodb:Scan", TABLE)))));
        var nothing =
                new Principal.Session(role(), Optional.of(PolicyText.parse(policy(allow("dynamodb:Scan", TABLE)))));

        assertThat(new Accounts().allows(session, Call.of("dynamodb:Scan", TABLE)))
                .isTrue();
        assertThat(new Accounts().allows(session, Call.of("dynamodb:Scan", TABLE + "2")))
                .isFalse();
        assertThat(new Accounts().allows(nothing, Call.of("dynamodb:Scan", TABLE)))
                .isFalse();
    }

    @Test
    void a_condition_holds_only_where_its_key_is_there() {
        Role role = role(statement(
                "Allow",
                "\"Action\": \"kms:*\"",
                "*",
                ", \"Condition\": {\"StringEquals\": {\"kms:ViaService\": [\"a\", \"b\"]}}"));
        Call call = Call.of("kms:Decrypt", TABLE);

        assertThat(may(role, call)).isFalse();
        assertThat(may(role, call.with("kms:viaservice", "b"))).isTrue();
        assertThat(may(role, call.with("kms:ViaService", "c"))).isFalse();
    }

    @Test
    void another_accounts_resource_must_be_allowed_on_both_sides() {
        PolicyText shared = PolicyText.parse(policy(
                "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"111111111111\"}, \"Action\": \"dynamodb:Scan\"}"));
        Accounts accounts = new Accounts().addResourcePolicy(FOREIGN, shared);

        assertThat(accounts.allows(session(role(ALL)), Call.of("dynamodb:Scan", FOREIGN)))
                .isTrue();
        assertThat(accounts.allows(session(role(ALL)), Call.of("dynamodb:PutItem", FOREIGN)))
                .isFalse();
        assertThat(accounts.allows(session(role()), Call.of("dynamodb:Scan", FOREIGN)))
                .isFalse();
    }

    @Test
    void in_the_same_account_a_resource_policy_is_enough_if_it_names_the_role() {
        Accounts named = new Accounts().addResourcePolicy(TABLE, shared(ROLE));
        Accounts all = new Accounts().addResourcePolicy(TABLE, shared("arn:aws:iam::111111111111:root"));

        assertThat(named.allows(session(role()), Call.of("dynamodb:Scan", TABLE)))
                .isTrue();
        assertThat(all.allows(session(role()), Call.of("dynamodb:Scan", TABLE))).isFalse();
    }

    @Test
    void a_keys_policy_is_asked_in_its_own_account_too() {
        String key = "arn:aws:kms:eu-west-1:111111111111:key/k";

        assertThat(new Accounts().allows(session(role(ALL)), Call.of("kms:Decrypt", key)))
                .isFalse();
    }

    @Test
    void a_role_is_assumed_where_it_trusts_the_caller_and_the_caller_may_ask() {
        PolicyText trust = PolicyText.parse(
                """
                {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
                  "Condition": {"StringEquals": {"sts:ExternalId": "x"}}}}
                """);
        var target = new Role("arn:aws:iam::222222222222:role/target", trust, List.of(), Optional.empty());
        Accounts accounts = new Accounts().add(target);
        Call call = Call.of("sts:AssumeRole", target.arn());

        assertThat(accounts.assume(session(role(ALL)), call.with("sts:ExternalId", "x"), Optional.empty()))
                .isPresent();
        assertThat(accounts.assume(session(role(ALL)), call.with("sts:ExternalId", "y"), Optional.empty()))
                .isEmpty();
        assertThat(accounts.assume(session(role()), call.with("sts:ExternalId", "x"), Optional.empty()))
                .isEmpty();
        assertThat(accounts.assume(new Principal.Service("lambda.amazonaws.com"), call, Optional.empty()))
                .isEmpty();
    }

    @Test
    void what_it_does_not_know_is_an_error() {
        Role operator = role(statement(
                "Allow",
                "\"Action\": \"*\"",
                "*",
                ", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}}"));

        assertThatThrownBy(() -> may(operator, Call.of("dynamodb:Scan", TABLE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("IpAddress");
        assertThatThrownBy(() -> role(statement("Allow", "\"Action\": \"*\"", "*", ", \"NotPrincipal\": \"x\"")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("NotPrincipal");
    }

    private static boolean may(Role role, Call call) {
        return new Accounts().allows(session(role), call);
    }

    private static Principal.Session session(Role role) {
        return new Principal.Session(role, Optional.empty());
    }

    private static Role role(String... statements) {
        return new Role(
                ROLE, PolicyText.parse(policy()), List.of(PolicyText.parse(policy(statements))), Optional.empty());
    }

    private static PolicyText shared(String principal) {
        return PolicyText.parse(policy("{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"" + principal
                + "\"}, \"Action\": \"dynamodb:Scan\"}"));
    }

    private static String policy(String... statements) {
        return "{\"Statement\": [" + String.join(", ", statements) + "]}";
    }

    private static String allow(String action, String resource) {
        return statement(
                "Allow", "\"Action\": " + (action.startsWith("[") ? action : "\"" + action + "\""), resource, "");
    }

    private static String statement(String effect, String actions, String resource, String more) {
        return "{\"Effect\": \"" + effect + "\", " + actions + ", \"Resource\": \"" + resource + "\"" + more + "}";
    }
}
