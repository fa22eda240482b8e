// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.infra.FanoutApp;
import dynamofanout.infra.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Deploys the CDK app's stacks as {@code cdk deploy} does: assets into the bootstrap's bucket, then CloudFormation. */
final class Stacks {
    private static final JsonMapper JSON = new JsonMapper();

    private final LocalStack localStack;
    private final Path directory;

    /** @param directory for the cloud assembly; it is made */
    Stacks(LocalStack localStack, Path directory) {
        this.localStack = localStack;
        this.directory = directory;
    }

    /** Creates all stacks. */
    void deploy(Settings settings) {
        FanoutApp.synthesize(settings, directory);
        json("manifest.json").path("artifacts").properties().stream()
                .filter(artifact -> artifact.getValue().path("type").asText().equals("aws:cloudformation:stack"))
                .map(artifact -> Stack.of(artifact.getKey(), artifact.getValue()))
                .forEach(this::deploy);
    }

    /** One stack of the cloud assembly. */
    private record Stack(String id, String name, String account, Region region, String templateFile) {
        static Stack of(String name, JsonNode artifact) {
            URI environment = URI.create(artifact.path("environment").asText()); // aws://ACCOUNT/REGION
            return new Stack(
                    name,
                    artifact.path("properties").path("stackName").asText(name),
                    environment.getHost(),
                    Region.of(environment.getPath().substring(1)),
                    artifact.path("properties").path("templateFile").asText());
        }
    }

    private void deploy(Stack stack) {
        bootstrap(stack);
        publish(stack);
        create(stack);
    }

    private void create(Stack stack) {
        String name = stack.name();
        try (CloudFormationClient formation =
                localStack.client(CloudFormationClient.builder(), stack.account(), stack.region())) {
            formation.createStack(create ->
                    create.stackName(name).templateBody(template(stack)).capabilities(Capability.CAPABILITY_NAMED_IAM));
            String status = Until.present("the end of " + name, () -> Optional.of(formation
                            .describeStacks(describe -> describe.stackName(name))
                            .stacks()
                            .get(0)
                            .stackStatusAsString())
                    .filter(now -> !now.endsWith("_IN_PROGRESS")));
            if (!status.equals("CREATE_COMPLETE")) {
                String why = formation.describeStackEvents(describe -> describe.stackName(name)).stackEvents().stream()
                        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
                        .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
                        .collect(Collectors.joining("\n"));
                throw new IllegalStateException("stack " + name + " is " + status + "\n" + why);
            }
        }
    }

    /** What {@code cdk bootstrap} leaves, as far as templates ask for it. */
    private void bootstrap(Stack stack) {
        try (SsmClient ssm = localStack.client(SsmClient.builder(), stack.account(), stack.region())) {
            ssm.putParameter(put -> put.name("/cdk-bootstrap/hnb659fds/version")
                    .value("30")
                    .type(ParameterType.STRING)
                    .overwrite(true));
        }
    }

    private void publish(Stack stack) {
        if (!Files.exists(directory.resolve(stack.id() + ".assets.json"))) {
            return; // the template is all there is
        }
        JsonNode files = json(stack.id() + ".assets.json").path("files");
        try (S3Client s3 =
                localStack.client(S3Client.builder().forcePathStyle(true), stack.account(), stack.region())) {
            for (JsonNode file : files) {
                JsonNode source = file.path("source");
                Path path = directory.resolve(source.path("path").asText());
                JsonNode destination = file.path("destinations").elements().next();
                String bucket = destination.path("bucketName").asText();
                create(s3, bucket);
                s3.putObject(
                        put -> put.bucket(bucket)
                                .key(destination.path("objectKey").asText()),
                        RequestBody.fromFile(path));
            }
        }
    }

    private static void create(S3Client s3, String bucket) {
        try {
            s3.createBucket(create -> create.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException isThere) {
            // by an earlier asset
        }
    }

    /**
     * Without blanks and notes of cdk-nag: a template that is no file in S3 has at most 51,200 bytes. LocalStack's parser of
     * definitions wants a point in this number (100 is right on AWS).
     */
    private String template(Stack stack) {
        JsonNode template = json(stack.templateFile());
        template.path("Resources").forEach(resource -> ((ObjectNode) resource).remove("Metadata"));
        return template.toString()
                .replace("ToleratedFailurePercentage\\\":100,", "ToleratedFailurePercentage\\\":100.0,");
    }

    private JsonNode json(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
