// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.environment.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code fanout init}: what it finds, asks and writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class InitIT {
    @RegisterExtension
    final Cli cli = new Cli();

    private final HomeDouble home = new HomeDouble();

    @BeforeEach
    void give_profiles() throws IOException {
        cli.home(cli.server(), real -> new HomeHttp(real, home));
        Files.delete(file());
        cli.profiles(
                """
                [profile acme/Admin]
                region = us-east-1
                aws_access_key_id = 444444444444
                aws_secret_access_key = secret
                [profile empty]
                region = eu-west-1
                """);
    }

    @AfterEach
    void close_home() {
        home.close();
    }

    @Test
    void shows_the_profiles_asks_and_writes_what_was_answered() throws IOException {
        Cli.Ran ran = cli.typing(
                "production development acme/Admin\n\nOrders Customers*\ndevelopment\n\n\ntooling\ny\n", "init");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out())
                .contains(
                        "  acme/Admin               account 444444444444, Region us-east-1\n",
                        "  empty                    cannot be used: AWS profile empty has no credentials: run aws configure"
                                + " --profile empty, or aws configure sso --profile empty\n",
                        "Which profiles are environments, whose tables are copied? [acme/Admin,development,production,"
                                + "tooling] ",
                        "Which of them are production, and must never be written to? [production] ");
        assertThat(file())
                .hasContent(
                        """
                        {
                          "home" : {
                            "account" : "999999999999",
                            "region" : "eu-west-1",
                            "profile" : "tooling"
                          },
                          "environments" : {
                            "production" : {
                              "account" : "111111111111",
                              "region" : "eu-west-1",
                              "profile" : "production",
                              "protected" : true,
                              "tables" : [ "Orders", "Customers*" ],
                              "copyTo" : [ "development" ]
                            },
                            "development" : {
                              "account" : "222222222222",
                              "region" : "eu-west-1",
                              "profile" : "development",
                              "tables" : [ "*" ]
                            },
                            "acme-Admin" : {
                              "account" : "444444444444",
                              "region" : "us-east-1",
                              "profile" : "acme/Admin",
                              "tables" : [ "*" ]
                            }
                          }
                        }
                        """);
    }

    @Test
    void writes_without_asking_what_options_say_and_what_is_usual() throws IOException {
        Cli.Ran ran = cli.run("init --yes --json --environment production,development --tables production=Orders");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.json().path("file").asText()).isEqualTo(file().toString());
        Configuration written = Configuration.parse("fanout.json", Files.readString(file()));
        assertThat(written.home()).isEmpty();
        assertThat(written.environments().keySet()).containsExactly("production", "development");
        assertThat(written.environment("production").orElseThrow().isProtected())
                .isTrue();
        assertThat(written.environment("production").orElseThrow().tables()).containsExactly("Orders");
        assertThat(written.environment("development").orElseThrow().isProtected())
                .isFalse();
    }

    @Test
    void the_file_is_one_that_a_copy_goes_by() throws IOException {
        Tables.create(cli.source(), "Orders", "id:S");
        Tables.create(cli.target(), "Orders", "id:S");
        Tables.put(cli.source(), "Orders", List.of(Tables.item("id", "1")));
        cli.run("init --yes --environment production,development");

        Cli.Ran allowed = cli.run("copy production/Orders development --yes");
        Cli.Ran refused = cli.run("copy development/Orders production --yes");

        assertThat(allowed.exit()).as(allowed.all()).isZero();
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("protected");
    }

    @Test
    void doctor_says_of_it_only_what_is_not_deployed_yet() {
        cli.programs(name -> Optional.of("v22.0.0"));
        cli.run("init --yes --environment production,development --home tooling");
        home.missing("fanout"::equals);

        Cli.Ran ran = cli.run("doctor");

        assertThat(ran.out().lines().filter(line -> line.startsWith("missing")))
                .containsExactly("missing  state machine fanout: fanout is not deployed in account 999999999999, Region"
                        + " eu-west-1: run `fanout deploy home`");
    }

    @Test
    void never_overwrites_a_file() throws IOException {
        cli.fanoutJson("mine");

        Cli.Ran ran = cli.run("init --yes");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("fanout: " + file()
                        + " is there already and is never overwritten: edit it, or name another by --config\n");
        assertThat(file()).hasContent("mine");
    }

    @Test
    void writes_nothing_without_a_yes() {
        Cli.Ran no = cli.typing("\n\n\n\n\n\n\n\nn\n", "init");
        Cli.Ran nobody = cli.run("init");

        assertThat(no.exit()).isEqualTo(2);
        assertThat(no.err()).isEqualTo("fanout: nothing was written: you did not agree to the file\n");
        assertThat(nobody.err())
                .isEqualTo("fanout: nobody can be asked here, so add --yes, and options where the defaults do"
                        + " not fit (see"
                        + " `fanout init --help`)\n");
        assertThat(file()).doesNotExist();
    }

    @Test
    void says_in_a_sentence_which_answer_cannot_be() {
        assertThat(refusal("--environment", "production,stagign"))
                .isEqualTo("fanout: --environment must name AWS profiles among acme/Admin, development, production,"
                        + " tooling, got: stagign\n");
        assertThat(refusal("--environment", "empty"))
                .isEqualTo("fanout: AWS profile empty cannot be used: AWS profile empty has no credentials: run aws"
                        + " configure --profile empty, or aws configure sso --profile empty\n");
        assertThat(refusal("--environment", "development", "--production", "tooling"))
                .isEqualTo("fanout: --production must be one of the environments, got: tooling\n");
        assertThat(refusal("--copy-to", "production=qa"))
                .isEqualTo("fanout: copyTo of production must be among acme-Admin, development, tooling, got: qa\n");
        assertThat(refusal("--tables", "production=Or ders!")).startsWith("fanout: environments.production.tables");
        assertThat(file()).doesNotExist();
    }

    private String refusal(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "init";
        arguments[1] = "--yes";
        System.arraycopy(options, 0, arguments, 2, options.length);
        Cli.Ran ran = cli.run(arguments);
        assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
        return ran.err();
    }

    private Path file() {
        return cli.home().resolve("fanout.json");
    }
}
