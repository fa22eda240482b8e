// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.launcher.console.ProgramRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code fanout deploy} and {@code destroy}: which programs they run, with what, in which order, and what they say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class DeployIT {
    private static final String MANIFEST =
            """
            {"artifacts": {"fanout": {"type": "aws:cloudformation:stack"},
              "fanout-runs": {"type": "aws:cloudformation:stack"},
              "fanout.assets": {"type": "cdk:asset-manifest"},
              "fanout-access-production": {"type": "aws:cloudformation:stack"},
              "fanout-access-development": {"type": "aws:cloudformation:stack"}}}""";

    private static final String DIFF = "npx --yes aws-cdk@2.1148.1 diff --app OUT ";
    private static final String DEPLOY = "npx --yes aws-cdk@2.1148.1 deploy --app OUT ";
    private static final String DESTROY = "npx --yes aws-cdk@2.1148.1 destroy --app OUT ";

    @RegisterExtension
    final Cli cli = new Cli();

    private final List<String> ran = new ArrayList<>();
    private final List<ProgramRunner.Call> syntheses = new ArrayList<>();
    private String manifest = MANIFEST;
    private String failing = "no program";
    private Path installed = Path.of("");

    @BeforeEach
    void install() throws IOException {
        cli.fanoutJson(HomeDouble.FANOUT_JSON);
        cli.programs(name -> Optional.of(name.equals("node") ? "v20.20.2" : "11.19.1"));
        installed = cli.home().resolve("in stalled");
        Files.createDirectories(installed.resolve("lib"));
        for (String jar : List.of("infra.jar", "functions.jar")) {
            Files.createFile(installed.resolve("lib").resolve(jar));
        }
        cli.installed(installed, this::run);
    }

    @Test
    void deploys_the_home_with_its_profile_after_showing_what_changes_in_iam() {
        Cli.Ran deployed = cli.run("deploy home --yes");

        assertThat(deployed.exit()).as(deployed.all()).isZero();
        assertThat(ran)
                .containsExactly(
                        DIFF + "fanout --security-only --profile tooling",
                        DEPLOY + "fanout --require-approval never --profile tooling");
        assertThat(deployed.out().lines())
                .containsExactly(
                        "Making the templates of " + cli.home().resolve("fanout.json") + " …",
                        "Changes in IAM by stack fanout in account 999999999999 (home, AWS profile tooling):",
                        "(output of diff)",
                        "Deploying stack fanout in account 999999999999 (home, AWS profile tooling) …",
                        "(output of deploy)",
                        "Deployed. `fanout doctor` says whether all can be used.");
    }

    @Test
    void deploys_all_stacks_after_one_synthesis_each_with_the_profile_of_its_account() {
        Cli.Ran deployed = cli.run("deploy --all --yes --json");

        assertThat(ran)
                .containsExactly(
                        DIFF + "fanout --security-only --profile tooling",
                        DIFF + "fanout-access-production --security-only --profile production",
                        DIFF + "fanout-access-development --security-only --profile development",
                        DEPLOY + "fanout --require-approval never --profile tooling",
                        DEPLOY + "fanout-access-production --require-approval never --profile production",
                        DEPLOY + "fanout-access-development --require-approval never --profile development");
        assertThat(syntheses).hasSize(1);
        assertThat(deployed.out())
                .isEqualTo("{\"deployed\":[\"fanout\",\"fanout-access-production\",\"fanout-access-development\"]}\n");
    }

    @Test
    void makes_the_templates_from_the_jars_of_the_release() throws IOException {
        Files.writeString(cli.home().resolve("cdk.json"), "{\"context\": {\"keepDays\": 30, \"logDays\": 7}}");

        cli.run("deploy production --yes -c logDays=14");

        ProgramRunner.Call synthesis = syntheses.get(0);
        assertThat(synthesis.words())
                .contains(installed.resolve("lib/infra.jar") + ":" + installed.resolve("lib/functions.jar"))
                .endsWith("dynamofanout.infra.FanoutApp");
        assertThat(new JsonMapper().readTree(synthesis.variables().get("CDK_CONTEXT_JSON")))
                .isEqualTo(json("{\"keepDays\": 30, \"logDays\": \"14\", \"config\": \""
                        + cli.home().resolve("fanout.json") + "\", \"functionsJar\": \""
                        + installed.resolve("lib/functions.jar") + "\"}"));
        assertThat(Path.of(synthesis.variables().getOrDefault("CDK_OUTDIR", "/")))
                .doesNotExist();
    }

    @Test
    void makes_the_templates_from_the_source_tree_with_its_settings() throws IOException {
        Path tree = cli.home().resolve("tree");
        Files.createDirectories(tree.resolve("infra"));
        Files.createFile(tree.resolve("infra/app"));
        Files.writeString(
                tree.resolve("infra/cdk.json"), "{\"app\": \"./app\", \"context\": {\"formerRunTable\": true}}");
        cli.installed(tree, this::run);

        cli.run("deploy production --yes");

        assertThat(syntheses.get(0).words())
                .containsExactly(tree.resolve("infra/app").toString());
        assertThat(syntheses.get(0).variables().get("CDK_CONTEXT_JSON"))
                .isEqualTo("{\"formerRunTable\":true,\"config\":\"" + cli.home().resolve("fanout.json") + "\"}");
    }

    @Test
    void a_dry_run_shows_all_changes_and_deploys_nothing() {
        Cli.Ran deployed = cli.run("deploy development --dry-run");

        assertThat(deployed.exit()).as(deployed.all()).isZero();
        assertThat(ran).containsExactly(DIFF + "fanout-access-development --profile development");
        assertThat(deployed.out()).endsWith("Dry run: nothing was deployed.\n");
    }

    @Test
    void asks_once_and_deploys_nothing_without_a_yes() {
        Cli.Ran no = cli.typing("n\n", "deploy --all");

        assertThat(no.exit()).isEqualTo(2);
        assertThat(no.out()).containsOnlyOnce("Go on? [y/N]");
        assertThat(ran).hasSize(3).allMatch(line -> line.startsWith(DIFF));
    }

    @Test
    void writes_templates_for_other_tools_to_deploy() {
        Cli.Ran written = cli.run("deploy production --templates templates");

        assertThat(written.exit()).as(written.all()).isZero();
        assertThat(ran).isEmpty();
        assertThat(cli.home().resolve("templates/manifest.json")).exists();
        assertThat(written.out())
                .endsWith("Wrote the templates into " + cli.home().resolve("templates")
                        + ": fanout-access-production.template.json\n");
    }

    @Test
    void leaves_out_an_environment_with_a_role_of_its_own() {
        manifest = MANIFEST.replace("fanout-access-production", "another");

        Cli.Ran all = cli.run("deploy --all --yes");
        Cli.Ran one = cli.run("deploy production --yes");

        assertThat(all.exit()).as(all.all()).isZero();
        assertThat(all.out())
                .contains("Environment production has a role of its own in fanout.json, which no stack makes:"
                        + " docs/deployment.md says what it needs.\n");
        assertThat(ran).noneMatch(line -> line.contains("access-production"));
        assertThat(one.exit()).isEqualTo(2);
        assertThat(one.err()).isEqualTo("fanout: there is no stack to deploy: production\n");
    }

    @Test
    void stops_at_the_first_stack_that_fails() {
        failing = "deploy";

        Cli.Ran deployed = cli.run("deploy --all --yes");

        assertThat(deployed.exit()).isEqualTo(1);
        assertThat(ran).filteredOn(line -> line.startsWith(DEPLOY)).hasSize(1);
        assertThat(deployed.err())
                .isEqualTo(
                        "fanout: cdk deploy failed for stack fanout in account 999999999999 (home, AWS profile tooling);"
                                + " `fanout doctor` says what is missing, docs/deployment.md explains errors of"
                                + " CloudFormation"
                                + " (exit code 1, the reason is above)\n");
    }

    @Test
    void destroys_the_home_last_and_says_what_stays() {
        Cli.Ran destroyed = cli.run("destroy --all --yes");

        assertThat(destroyed.exit()).as(destroyed.all()).isZero();
        assertThat(ran)
                .containsExactly(
                        DESTROY + "fanout-access-development --force --profile development",
                        DESTROY + "fanout-access-production --force --profile production",
                        DESTROY + "fanout --force --profile tooling");
        assertThat(destroyed.out())
                .endsWith("Destroyed. The environments' tables, their items and backups stay as they are.\n"
                        + "Stack fanout-runs with table FanoutRuns stays: it says what was copied, how far, and"
                        + " which items"
                        + " were refused. docs/deployment.md (Remove) says how to delete it. What `cdk bootstrap` made in"
                        + " the account also stays.\n");
    }

    @Test
    void destroys_nothing_without_a_yes() {
        Cli.Ran no = cli.run("destroy home");

        assertThat(no.exit()).isEqualTo(2);
        assertThat(ran).isEmpty();
    }

    @Test
    void says_in_a_sentence_what_is_missing() throws IOException {
        cli.programs(name -> name.equals("node") ? Optional.of("v18.1.0") : Optional.empty());
        Cli.Ran oldNode = cli.run("deploy home");
        cli.programs(name -> Optional.empty());
        Cli.Ran noNode = cli.run("deploy home");
        Cli.Ran nothing = cli.run("deploy");
        Cli.Ran unknown = cli.run("deploy prod");
        Cli.Ran both = cli.run("deploy home --all");
        cli.installed(cli.home(), this::run);
        Cli.Ran container = cli.run("deploy home");
        cli.fanoutJson("{\"environments\": {}}");
        Cli.Ran noHome = cli.run("deploy home");

        assertThat(oldNode.err())
                .isEqualTo("fanout: Node.js must be 20 or newer, to deploy: install it from https://nodejs.org, got:"
                        + " v18.1.0\n");
        assertThat(noNode.err())
                .isEqualTo("fanout: Node.js must be 20 or newer, to deploy: install it from https://nodejs.org, got: no"
                        + " program node on the PATH\n");
        assertThat(nothing.err())
                .isEqualTo("fanout: the stack must be one of home, production, development, or --all, got: nothing\n");
        assertThat(unknown.err())
                .isEqualTo("fanout: the stack must be one of home, production, development, or --all, got: prod\n");
        assertThat(both.err())
                .isEqualTo("fanout: the stack must be one of home, production, development, or --all, got: home and"
                        + " --all\n");
        assertThat(container.err())
                .isEqualTo("fanout: to deploy, fanout must be run by its script bin/fanout of a release archive, or"
                        + " ./fanout of a source tree: the container image cannot deploy\n");
        assertThat(noHome.err())
                .isEqualTo("fanout: field \"home\" must be in " + cli.home().resolve("fanout.json")
                        + ", to deploy: {\"account\", \"region\", \"profile\"}\n");
    }

    /** Stands for the CDK app, which writes a manifest, and for the CDK's command line, which is noted. */
    private OptionalInt run(ProgramRunner.Call call, Optional<Consumer<String>> lines) {
        Map<String, String> variables = call.variables();
        if (variables.containsKey("CDK_OUTDIR")) {
            syntheses.add(call);
            try {
                Path out = Files.createDirectories(Path.of(variables.getOrDefault("CDK_OUTDIR", "/")));
                Files.writeString(out.resolve("manifest.json"), manifest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return OptionalInt.of(0);
        }
        ran.add(String.join(" ", call.words()).replaceFirst("--app [^ ]+", "--app OUT"));
        String command = call.words().get(3);
        lines.ifPresent(each -> each.accept("(output of " + command + ")"));
        return OptionalInt.of(command.equals(failing) ? 1 : 0);
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }
}
