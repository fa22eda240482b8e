// SPDX-License-Identifier: Apache-2.0
package dynamofanout.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.Access;
import dynamofanout.environment.EndpointUrl;
import dynamofanout.input.BadInput;
import dynamofanout.mask.SecretLocation;
import dynamofanout.mask.SecretLocation.ManagedSecret;
import dynamofanout.mask.SecretLocation.Parameter;
import dynamofanout.network.FailureWords;
import dynamofanout.pace.Backoff;
import dynamofanout.pace.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Reads secrets in the home account: a SecureString of SSM's Parameter Store, or a secret of Secrets Manager. It makes
 * these two calls with low-level parts of the SDK. The SDK's module for SSM alone (6.4 MB) would make the functions'
 * jar 43 % larger.
 */
public final class HomeSecrets {
    private static final int TRIES = 4;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
    private static final JsonMapper JSON = new JsonMapper();

    private final Access home;
    private final SdkHttpClient http;
    private final Clock clock;
    private final Waiting waiting;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /**
     * @param home whose credentials may read the secrets
     * @param http client that limits the time of each call by itself
     */
    public HomeSecrets(Access home, SdkHttpClient http, Clock clock, Waiting waiting) {
        this.home = home;
        this.http = http;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** @throws BadInput if it cannot be had, with what to do; the sentence holds nothing of it */
    String text(SecretLocation place) {
        if (place instanceof Parameter parameter) {
            ObjectNode request = JsonNodeFactory.instance
                    .objectNode()
                    .put("Name", parameter.name())
                    .put("WithDecryption", true);
            JsonNode found = answer(place, new Call(home.systemsManager(), "ssm", "AmazonSSM", "GetParameter"), request)
                    .path("Parameter");
            if (!found.path("Type").asText().equals("SecureString")) {
                throw new BadInput(
                        "secret",
                        "the mask's secret in " + place.words() + " must be a SecureString, got: "
                                + found.path("Type").asText() + " (delete it, then `" + place.command() + "`)");
            }
            return found.path("Value").asText();
        }
        if (place instanceof ManagedSecret secret) {
            ObjectNode request = JsonNodeFactory.instance.objectNode().put("SecretId", secret.id());
            JsonNode found = answer(
                            place,
                            new Call(home.secretsManager(), "secretsmanager", "secretsmanager", "GetSecretValue"),
                            request)
                    .path("SecretString");
            if (!found.isTextual()) {
                throw new BadInput("secret", "the mask's secret in " + place.words() + " must be text, got: binary");
            }
            return found.textValue();
        }
        throw new IllegalArgumentException(place.words() + " is not in the home account");
    }

    /** One action of one service. */
    private record Call(URI endpoint, String service, String target, String action) {
        String permission() {
            return service + ":" + action;
        }
    }

    private JsonNode answer(SecretLocation place, Call call, ObjectNode request) {
        for (int tries = 1; ; tries++) {
            String why;
            try {
                HttpExecuteResponse response = send(call, request.toString().getBytes(StandardCharsets.UTF_8));
                int status = response.httpResponse().statusCode();
                JsonNode answer = read(response);
                if (status == 200) {
                    return answer;
                }
                String type = answer.path("__type").asText();
                String code = type.substring(type.lastIndexOf('#') + 1);
                if (status < 500 && !code.startsWith("Throttl")) {
                    throw refused(place, call, code, answer);
                }
                why = code.isEmpty() ? "status " + status : code;
            } catch (JsonProcessingException e) { // the exception's own message may quote what was read
                why = "an answer that is no JSON";
            } catch (IOException e) {
                why = FailureWords.of(e);
            }
            if (tries == TRIES) {
                throw new BadInput(
                        "secret",
                        "the mask's secret in " + place.words() + " cannot be read now (" + call.permission()
                                + " failed " + TRIES + " times: " + why + "): try again");
            }
            pause(tries);
        }
    }

    private HttpExecuteResponse send(Call call, byte[] body) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol(call.endpoint().getScheme())
                .host(EndpointUrl.host(call.endpoint()).orElseThrow())
                .port(EndpointUrl.port(call.endpoint()))
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", call.target() + "." + call.action())
                .putHeader("Content-Length", Integer.toString(body.length))
                .build();
        SignedRequest signed =
                signer.sign(sign -> sign.identity(home.credentials().resolveCredentials())
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, call.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, home.region().id())
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        return http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElseThrow())
                        .build())
                .call();
    }

    private static JsonNode read(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try (var body = response.responseBody().get()) {
            return JSON.readTree(body.readNBytes(LARGEST_ANSWER));
        }
    }

    private BadInput refused(SecretLocation place, Call call, String code, JsonNode answer) {
        String where = " (Region " + home.region() + ")";
        if (code.equals("ParameterNotFound") || code.equals("ResourceNotFoundException")) {
            return new BadInput(
                    "secret",
                    "the mask's secret must be in " + place.words() + where + ", which does not exist: `"
                            + place.command() + " --region " + home.region() + "` makes one");
        }
        String said = answer.path("message").asText(answer.path("Message").asText());
        if (code.startsWith("AccessDenied")) {
            return new BadInput(
                    "secret",
                    "no permission for " + call.permission() + " on " + place.words() + where
                            + ", where the mask's secret is: allow it for these credentials (" + said + ")");
        }
        return new BadInput(
                "secret", "the mask's secret in " + place.words() + where + " cannot be read: " + code + ": " + said);
    }

    private void pause(int tries) {
        try {
            waiting.pause(BACKOFF.delayNanos(tries, 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("interrupted while the mask's secret was read");
        }
    }
}
