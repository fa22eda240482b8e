// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Networks as companies have them: every client goes through the proxy and trusts the company's certificates. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class NetworkIT {
    private static final String DYNAMODB = "dynamodb.eu-west-1.amazonaws.com";
    private static final String PROFILE =
            """
            [profile aws]
            region = eu-west-1
            aws_access_key_id = 111111111111
            aws_secret_access_key = secret
            [profile role]
            region = eu-west-1
            role_arn = arn:aws:iam::222222222222:role/fanout
            source_profile = aws
            [profile sso]
            region = eu-west-1
            sso_start_url = https://example.awsapps.com/start
            sso_region = eu-west-1
            sso_account_id = 222222222222
            sso_role_name = admin
            """;

    @RegisterExtension
    final Cli cli = new Cli();

    @TempDir
    private static Path certificates;

    private CompanyNetwork company;

    @BeforeEach
    void enter_the_company() throws Exception {
        Tables.create(cli.source(), "Orders", "id:S");
        Tables.put(cli.source(), "Orders", Tables.numbered(20));
        company = CompanyNetwork.start(cli.server().endpoint(), certificates);
        cli.profiles(PROFILE);
    }

    @AfterEach
    void leave_it() throws IOException {
        company.close();
    }

    @Test
    void queries_go_through_the_proxy_with_its_decoded_password_and_trust_the_bundle() {
        cli.variable("HTTPS_PROXY", "http://me%40example.com:p%40ss%3A@" + company.proxy());
        cli.variable("AWS_CA_BUNDLE", company.authority().toString());

        Cli.Ran ran = cli.run("query aws Orders id=item-7 --count");

        assertThat(ran).isEqualTo(new Cli.Ran(0, "1\n", ""));
        assertThat(company.connects()).containsExactly(DYNAMODB + ":443");
        assertThat(company.logins()).containsExactly("me@example.com:p@ss:");
    }

    @Test
    void every_service_of_the_home_is_called_through_the_proxy() throws Exception {
        company.asksForLogins();
        Map<String, String> variables = inTheCompany();
        cli.fanoutJson(
                """
                {"home": {"account": "111111111111", "region": "eu-west-1", "profile": "aws"}, "environments": {"production":
                    {"account": "111111111111", "region": "eu-west-1", "profile": "aws", "tables": ["*"],
                     "roleArn": "arn:aws:iam::111111111111:role/fanout"}}}
                """);

        Cli.Ran status =
                Child.start(cli, variables, List.of(), "status", "night").await();
        Cli.Ran doctor = Child.start(cli, variables, List.of(), "doctor").await();

        assertThat(company.connects())
                .as(status.all() + doctor.all())
                .contains(DYNAMODB + ":443", "sts.eu-west-1.amazonaws.com:443");
        assertThat(company.logins()).containsExactly("me:safe");
    }

    @Test
    void hosts_in_no_proxy_are_called_directly() {
        cli.variable("HTTPS_PROXY", "http://" + company.proxy());
        cli.variable("NO_PROXY", ".invalid");
        cli.variable("AWS_ENDPOINT_URL_DYNAMODB", "https://dynamodb.invalid");

        Cli.Ran ran = cli.run("query aws Orders id=item-7 --count");

        assertThat(ran.err())
                .isEqualTo("fanout: table Orders in aws cannot be asked now: dynamodb.invalid is unknown: is the Region"
                        + " right, are you online?\n");
        assertThat(company.connects()).isEmpty();
    }

    @Test
    void this_machine_is_never_called_through_a_proxy() {
        cli.variable("HTTP_PROXY", "http://127.0.0.1:1");
        cli.variable("HTTPS_PROXY", "http://127.0.0.1:1");

        Cli.Ran ran = cli.run("query production Orders id=item-7 --count");

        assertThat(ran).isEqualTo(new Cli.Ran(0, "1\n", ""));
    }

    @Test
    void the_bundle_of_a_profile_is_trusted_and_without_one_the_sentence_names_the_remedy() throws IOException {
        cli.profiles("[profile direct]\nregion = eu-west-1\naws_access_key_id = 111111111111\n"
                + "aws_secret_access_key = secret\nendpoint_url = https://127.0.0.1:" + company.frontPort() + "\n");
        Cli.Ran without = cli.run("query direct Orders id=item-7 --count");
        cli.profiles("ca_bundle = " + company.authority() + "\n");

        Cli.Ran with = cli.run("query direct Orders id=item-7 --count");

        assertThat(without.err())
                .isEqualTo("fanout: table Orders in direct cannot be asked now: the certificate of 127.0.0.1:"
                        + company.frontPort() + " is not trusted: AWS_CA_BUNDLE names company certificates\n");
        assertThat(with).isEqualTo(new Cli.Ran(0, "1\n", ""));
    }

    @Test
    void the_bundle_of_a_profile_that_is_not_in_use_is_not_trusted() throws IOException {
        cli.profiles("[profile direct]\nregion = eu-west-1\naws_access_key_id = 111111111111\n"
                + "aws_secret_access_key = secret\nendpoint_url = https://127.0.0.1:" + company.frontPort() + "\n"
                + "[profile other]\nca_bundle = " + company.authority() + "\n");

        Cli.Ran ran = cli.run("query", "direct", "Orders", "id=item-7", "--count");

        assertThat(ran.err()).contains("the certificate of 127.0.0.1:" + company.frontPort() + " is not trusted");
    }

    @Test
    void the_bundle_of_the_target_s_profile_counts_for_it_after_the_source_was_called() throws IOException {
        Tables.create(cli.target(), "Orders", "id:S");
        cli.profiles("[profile direct]\nregion = eu-west-1\naws_access_key_id = 222222222222\n"
                + "aws_secret_access_key = secret\nca_bundle = " + company.authority()
                + "\nendpoint_url = https://127.0.0.1:" + company.frontPort() + "\n");

        Cli.Ran ran = cli.run("copy", "production/Orders", "direct", "--yes");

        assertThat(ran.exit()).as(ran.all()).isZero();
    }

    @Test
    void says_what_the_proxy_refuses_and_that_it_is_not_there() {
        company.refuses("407 Proxy Authentication Required");
        cli.variable("HTTPS_PROXY", "http://" + company.proxy());
        Cli.Ran refused = cli.run("describe aws Orders");
        cli.variable("HTTPS_PROXY", "http://127.0.0.1:1");

        Cli.Ran dead = cli.run("describe aws Orders");

        assertThat(refused.err())
                .isEqualTo("fanout: table Orders in aws cannot be asked now: the proxy " + company.proxy()
                        + " refuses to connect to " + DYNAMODB
                        + " (HTTP 407): name and password must be in HTTPS_PROXY, as in"
                        + " http://USER:PASSWORD@" + company.proxy() + "\n");
        assertThat(dead.err())
                .isEqualTo("fanout: table Orders in aws cannot be asked now: nothing answers at the proxy 127.0.0.1:1"
                        + " (connection refused): is HTTPS_PROXY right?\n");
    }

    @Test
    void the_sdk_s_own_clients_for_roles_and_single_sign_on_take_the_same_way() throws Exception {
        Path cache = Files.createDirectories(cli.home().resolve(".aws/sso/cache"));
        byte[] name = MessageDigest.getInstance("SHA-1")
                .digest("https://example.awsapps.com/start".getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                cache.resolve(HexFormat.of().formatHex(name) + ".json"),
                "{\"startUrl\": \"https://example.awsapps.com/start\", \"region\": \"eu-west-1\", \"accessToken\": \"token\","
                        + " \"expiresAt\": \"2099-01-01T00:00:00Z\"}");
        company.asksForLogins();
        Map<String, String> variables = inTheCompany();

        Cli.Ran role = Child.start(cli, variables, List.of(), "query", "role", "Orders", "id=1")
                .await();
        Cli.Ran sso = Child.start(cli, variables, List.of(), "query", "sso", "Orders", "id=1")
                .await();

        assertThat(company.connects())
                .as(role.all() + sso.all())
                .containsExactly("portal.sso.eu-west-1.amazonaws.com:443", "sts.eu-west-1.amazonaws.com:443");
        assertThat(company.logins()).containsExactly("me:safe");
    }

    @Test
    void debug_lists_the_calls_for_roles_too() throws Exception {
        Cli.Ran ran = Child.start(cli, inTheCompany(), List.of(), "query", "role", "Orders", "id=1", "--debug")
                .await();

        Path log = Path.of(ran.err().lines().findFirst().orElseThrow().replaceFirst(".* ", ""));
        assertThat(log).content().contains("\nAssumeRole - ").doesNotContain("arn:aws:iam");
    }

    @Test
    void a_proxy_that_is_no_url_is_a_sentence() {
        cli.variable(
                "HTTPS_PROXY",
                "socks5://" + URI.create("http://me:secret@proxy:1").getAuthority());

        Cli.Ran ran = cli.run("query production Orders id=1");

        assertThat(ran)
                .isEqualTo(new Cli.Ran(
                        2,
                        "",
                        "fanout: HTTPS_PROXY must be the URL of a proxy such as http://proxy.example.com:3128, got:"
                                + " \"socks5://proxy:1\"\n"));
    }

    private Map<String, String> inTheCompany() {
        return Map.of(
                "HTTPS_PROXY",
                "http://me:safe@" + company.proxy(),
                "AWS_CA_BUNDLE",
                company.authority().toString());
    }
}
