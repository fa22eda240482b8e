package dynamofanout.e2e;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** AWS in a container. A client's access key id is its account. */
final class LocalStack implements AutoCloseable {
    private static final String IMAGE =
            Optional.ofNullable(System.getenv("FANOUT_LOCALSTACK_IMAGE")).orElse("localstack/localstack:4.14.0");

    private final LocalStackContainer container;

    private LocalStack(LocalStackContainer container) {
        this.container = container;
    }

    /** Why there is none; empty: {@link #start} can be called. */
    static Optional<String> missing() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of("no Docker engine answers: start one (`docker version` must answer)");
    }

    /** @param fanoutJson stands where functions that run as processes of the container look for it */
    @SuppressWarnings("resource") // closed by whoever called
    static LocalStack start(String fanoutJson) {
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack"))
                .withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1")
                .withCopyFileToContainer(
                        MountableFile.forClasspathResource("dynamofanout/e2e/faults.py"),
                        "/etc/localstack/init/ready.d/faults.py")
                .withCopyToContainer(Transferable.of(fanoutJson), "/var/task/fanout.json");
        container.start();
        return new LocalStack(container);
    }

    URI endpoint() {
        return container.getEndpoint();
    }

    <B extends AwsClientBuilder<B, C>, C> C client(B builder, String account, Region region) {
        return builder.region(region)
                .endpointOverride(endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .build();
    }

    /** What a shell command in the container printed. */
    String shell(String command) {
        try {
            return container.execInContainer("sh", "-c", command).getStdout();
        } catch (IOException e) {
            throw new IllegalStateException("the container did not take: " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    String log() {
        return container.getLogs();
    }

    @Override
    public void close() {
        container.close();
    }
}
