// SPDX-License-Identifier: Apache-2.0
package dynamofanout.release;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Each artifact as somebody installs it: a copy between two accounts, a query, completion, and what is not in it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ArtifactsIT {
    private static final Path RELEASE =
            Path.of("..", "target", "release").toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("release.version");
    private static final Path ZIP = RELEASE.resolve("fanout-" + VERSION + ".zip");
    private static final Path TAR = RELEASE.resolve("fanout-" + VERSION + "-linux-x64.tar.gz");
    private static final Path IMAGE = RELEASE.resolve("fanout-" + VERSION + "-image.tar");

    @TempDir
    Path directory;

    private final LoopbackDynamoDb server = LoopbackDynamoDb.start();

    @AfterEach
    void leave() throws IOException {
        server.close();
        Installation.forgetPrograms(directory);
    }

    @Test
    void the_zip_runs_with_the_java_of_the_machine() throws Exception {
        Installation zip = Installation.unpacked(ZIP, directory);
        zip.variable("JAVA_HOME", System.getProperty("java.home"));

        assertThat(zip.fanout("--version").out())
                .matches("fanout " + VERSION + " \\(commit [0-9a-f]{12}\\)\nJava 17[^,]*, .+\n");
        copies_and_queries(zip);
        completes(zip);
        try (Stream<Path> archives = Files.list(zip.home().resolve(".cache/fanout"))) {
            assertThat(archives)
                    .singleElement()
                    .satisfies(archive -> assertThat(archive.toString()).endsWith(".jsa"))
                    .satisfies(archive -> assertThat(Files.size(archive)).isPositive());
        }
    }

    @Test
    void the_zip_deploys_without_maven_and_without_a_source_tree() throws Exception {
        Installation zip = Installation.unpacked(ZIP, directory);
        zip.variable("JAVA_HOME", System.getProperty("java.home"));

        deploys(zip);
    }

    @Test
    void the_tar_deploys_without_maven_and_without_a_jdk() throws Exception {
        deploys(Installation.unpacked(TAR, directory));
    }

    @Test
    void the_zip_says_that_it_needs_java() throws Exception {
        Installation zip = Installation.unpacked(ZIP, directory);

        Installation.Ran ran = zip.fanout("status");

        assertThat(ran)
                .isEqualTo(new Installation.Ran(
                        1,
                        "",
                        "fanout: Java 17 or newer must be in JAVA_HOME or on the PATH, no such program: java\n"));
    }

    @Test
    void the_tar_brings_its_own_java() throws Exception {
        Installation tar = Installation.unpacked(TAR, directory);

        assertThat(tar.fanout("--version").out())
                .matches("fanout " + VERSION + " \\(commit [0-9a-f]{12}\\)\nJava 25[^,]*, .+\n");
        copies_and_queries(tar);
        completes(tar);
        assertThat(tar.home().resolve(".cache")).doesNotExist(); // its archive of classes is in it
    }

    @Test
    void the_image_needs_nothing_but_a_kernel() throws Exception {
        Installation image = Installation.image(IMAGE, directory);

        assertThat(image.fanout("--version").out())
                .matches("fanout " + VERSION + " \\(commit [0-9a-f]{12}\\)\nJava 25[^,]*, .+\n");
        copies_and_queries(image);
    }

    @Test
    void no_archive_holds_dynamodb_local() throws Exception {
        Installation zip = Installation.unpacked(ZIP, directory);
        zip.variable("JAVA_HOME", System.getProperty("java.home"));

        Installation.Ran demo = zip.fanout("demo");

        assertThat(demo.exit()).isEqualTo(2);
        assertThat(demo.all())
                .isEqualTo(
                        "fanout demo needs DynamoDB Local, whose licence forbids shipping it. Only the source tree has the"
                                + " demo: git clone https://github.com/dynamo-fanout/dynamo-fanout, then run ./fanout demo"
                                + " there (JDK 17)\n");
        assertThat(entriesOf(ZIP))
                .isNotEmpty()
                .noneMatch(name -> name.contains("dynamodb/services/local") || name.contains("sqlite"));
    }

    @Test
    void the_sums_are_those_of_the_files() throws Exception {
        var check = new ProcessBuilder("sha256sum", "--check", "--strict", "SHA256SUMS")
                .directory(RELEASE.toFile())
                .start();
        String said = new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said.lines())
                .containsExactlyInAnyOrder(
                        ZIP.getFileName() + ": OK",
                        TAR.getFileName() + ": OK",
                        IMAGE.getFileName() + ": OK",
                        "fanout-" + VERSION + "-sbom.json: OK");
    }

    private void copies_and_queries(Installation installation) throws Exception {
        installation.write(
                ".aws/config",
                server.profile("production", "111111111111") + server.profile("development", "222222222222"));
        try (DynamoDbClient production = server.client("111111111111");
                DynamoDbClient development = server.client("222222222222")) {
            create(production);
            create(development);
            production.putItem(put -> put.tableName("Cities")
                    .item(Map.of("city", AttributeValue.fromS("Zürich"), "mark", AttributeValue.fromS("🏔"))));
        }

        Installation.Ran copied = installation.fanout("copy", "production/Cities", "development", "--yes", "--json");
        Installation.Ran found = installation.fanout("query", "development/Cities", "city=Zürich");
        Installation.Ran again = installation.fanout("query", "development/Cities", "city=Zürich");

        assertThat(copied.exit()).as(copied.all()).isZero();
        assertThat(copied.out()).contains("\"verdict\":\"complete\"");
        assertThat(List.of(found, again))
                .containsOnly(new Installation.Ran(0, "{\"city\":\"Zürich\",\"mark\":\"🏔\"}\n", ""));
    }

    /** With Node.js, and a CDK command line that only writes down what it is asked and what it would deploy. */
    private static void deploys(Installation installation) throws Exception {
        installation.write("fanout.json", Files.readString(installation.root().resolve("fanout.example.json")));
        installation.have("node");
        installation.have(
                "npx",
                """
                #!/bin/sh
                [ "$1" != --version ] || { echo 11.0.0; exit 0; }
                echo "$3 $6 $7 $8 $9" >>"$HOME/npx.log"
                cp "$5"/*.template.json "$HOME"
                """);
        installation.have("cp");

        Installation.Ran deployed = installation.fanout("deploy", "--all", "--yes", "-c", "keepDays=30");

        assertThat(deployed.exit()).as(deployed.all()).isZero();
        assertThat(Files.readAllLines(installation.home().resolve("npx.log")))
                .contains(
                        "diff fanout --security-only --profile tooling",
                        "deploy fanout --require-approval never --profile",
                        "deploy fanout-access-production --require-approval never --profile");
        assertThat(Files.readString(installation.home().resolve("fanout.template.json")))
                .contains("AWS::StepFunctions::StateMachine");
    }

    @SuppressWarnings("unchecked") // the SDK's varargs of lambdas
    private static void create(DynamoDbClient client) {
        client.createTable(create -> create.tableName("Cities")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(city -> city.attributeName("city").attributeType(ScalarAttributeType.S))
                .keySchema(city -> city.attributeName("city").keyType(KeyType.HASH)));
    }

    /** As a shell's start file sources it. */
    private void completes(Installation installation) throws Exception {
        Path file = installation.root().resolve("completions/fanout.bash");
        String complete =
                "source \"$0\"; COMP_WORDS=(fanout desc); COMP_CWORD=1; COMP_LINE='fanout desc'; COMP_POINT=11;"
                        + " _fanout \"$1\"; echo \"${COMPREPLY[@]}\"";

        Installation.Ran ran = installation.run(List.of(
                "bash",
                "-c",
                complete,
                file.toString(),
                installation.root().resolve("bin/fanout").toString()));

        assertThat(ran).isEqualTo(new Installation.Ran(0, "describe\n", ""));
        assertThat(installation.fanout("completion", "bash").out()).isEqualTo(Files.readString(file));
    }

    private static List<String> entriesOf(Path zip) throws IOException {
        try (InputStream file = Files.newInputStream(zip)) {
            return names(new ZipInputStream(file)).toList();
        }
    }

    private static Stream<String> names(ZipInputStream zip) throws IOException {
        Stream.Builder<String> names = Stream.builder();
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            names.add(entry.getName());
            if (entry.getName().endsWith(".jar")) {
                names(new ZipInputStream(zip)).forEach(names);
            }
        }
        return names.build();
    }
}
