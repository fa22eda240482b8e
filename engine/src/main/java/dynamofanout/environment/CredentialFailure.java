// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.network.FailureWords;
import dynamofanout.network.NetworkFailure;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Thrown when credentials cannot be obtained or are not accepted. The message is one sentence for the user, with the
 * remedy.
 */
public final class CredentialFailure extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    private CredentialFailure(String sentence, boolean mayPass, Throwable cause) {
        super(builder().message(sentence).cause(cause));
        this.mayPass = mayPass;
    }

    /** The failure to obtain credentials. */
    static CredentialFailure of(Login login, RuntimeException failure) {
        if (failure instanceof CredentialFailure known) {
            return known;
        }
        boolean isOfContainer = login.isOfContainer() && isEmptyChain(failure);
        boolean mayPass = isOfContainer
                || failure instanceof NullPointerException // an answer without what STS always sends
                || FailureWords.isForeign(failure)
                || causes(failure).stream().anyMatch(CredentialFailure::isPassing);
        String sentence = new CredentialRemedy(login, causes(failure))
                .sentence()
                .orElseGet(() -> "no credentials for " + login.subject() + ": " + words(failure));
        return new CredentialFailure(sentence, mayPass, failure);
    }

    /**
     * The sentence for the failure of a client that used the access. Empty if its credentials are not the cause.
     *
     * @param failure as the SDK threw it
     */
    public static Optional<String> sentence(Access access, Throwable failure) {
        List<Throwable> causes = causes(failure);
        return causes.stream()
                .filter(CredentialFailure.class::isInstance)
                .findFirst()
                .map(Throwable::getMessage)
                .or(() -> new CredentialRemedy(access.login(), causes).sentence());
    }

    /**
     * The sentence for an error code of a service. Empty if credentials are not the cause.
     *
     * @param code for example {@code ExpiredTokenException}
     */
    public static Optional<String> sentence(Access access, String code) {
        AwsServiceException answer = AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
        return new CredentialRemedy(access.login(), List.of(answer)).sentence();
    }

    /** Whether a retry may succeed, because the service that hands out credentials could not be reached. */
    @Override
    public boolean retryable() {
        return mayPass;
    }

    private static boolean isPassing(Throwable cause) {
        return cause instanceof NetworkFailure
                || cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof ApiCallTimeoutException
                || (cause instanceof AwsServiceException service
                        && (service.statusCode() >= 500 || service.isThrottlingException()));
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
    }

    private static String words(RuntimeException failure) {
        return failure instanceof NullPointerException ? "the answer cannot be read" : FailureWords.of(failure);
    }

    static boolean isEmptyChain(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("from any of the providers in the chain");
    }
}
