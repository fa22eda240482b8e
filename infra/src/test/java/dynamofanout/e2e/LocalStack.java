// SPDX-License-Identifier: Apache-2.0
package dynamofanout.e2e;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
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

    /** Why there is none, and what to do about it; empty: {@link #start} can be called. */
    static Optional<String> missing() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers; start one, `docker version` must show a server");
        }
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(IMAGE).exec();
        } catch (NotFoundException isNotHere) {
            try {
                docker.pullImageCmd(IMAGE).start().awaitCompletion();
            } catch (DockerException | DockerClientException e) {
                return Optional.of("the image " + IMAGE + " cannot be had; `docker pull " + IMAGE
                        + "`, or name another by FANOUT_LOCALSTACK_IMAGE");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return Optional.empty();
    }

    /** @param files texts by their paths in the functions' code, where functions that run as processes look for them */
    @SuppressWarnings("resource") // closed by whoever called
    static LocalStack start(Map<String, String> files) {
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack"))
                .withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1")
                .withCopyFileToContainer(
                        MountableFile.forClasspathResource("dynamofanout/e2e/faults.py"),
                        "/etc/localstack/init/ready.d/faults.py");
        files.forEach((path, text) -> container.withCopyToContainer(Transferable.of(text), "/var/task/" + path));
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

    /** Kills the processes that run a function at the moment, and says how many. */
    int kill(String function, String handler) {
        // LocalStack's own image gives each process a container, the one without a registry only a process
        DockerClient docker = DockerClientFactory.instance().client();
        List<Container> containers = docker.listContainersCmd()
                .withNameFilter(List.of("lambda-" + function))
                .exec();
        containers.forEach(one -> docker.killContainerCmd(one.getId()).exec());
        // the brackets keep the shell's own command line from matching
        String pattern = "[" + handler.charAt(0) + "]" + handler.substring(1);
        return containers.size()
                + Integer.parseInt(shell("pkill -9 -c -f " + pattern).strip());
    }

    /** Which calls fail from now on. */
    void faults(Fault... faults) {
        var request = HttpRequest.newBuilder(endpoint().resolve("/_fanout/faults"))
                .PUT(BodyPublishers.ofString(Fault.json(faults)))
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("LocalStack did not take faults: " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("LocalStack did not take faults", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What a shell command in the container printed. */
    String shell(String command) {
        return run("sh", "-c", command);
    }

    private String run(String... command) {
        try {
            return container.execInContainer(command).getStdout();
        } catch (IOException e) {
            throw new IllegalStateException("the container did not take: " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** POSTs within the container, where the URL's host need not be found; answers the status, a blank and the body. */
    String post(URI url, String body) {
        String program =
                """
                import http.client, sys
                connection = http.client.HTTPConnection("localhost", 4566)
                connection.request("POST", "/", sys.argv[2], {"host": sys.argv[1], "content-type": "application/json"})
                answer = connection.getresponse()
                print(answer.status, answer.read().decode())
                """;
        return run("python3", "-c", program, url.getAuthority(), body).strip();
    }

    String log() {
        return container.getLogs();
    }

    @Override
    public void close() {
        container.close();
    }
}
