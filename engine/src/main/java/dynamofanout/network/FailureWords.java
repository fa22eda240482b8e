// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Says in one line why a call of the SDK failed, without names of Java classes. If the service gave a reason, its own
 * words are used.
 */
public final class FailureWords {
    private static final Pattern CLASS_NAME = Pattern.compile("(?:[a-z][a-z0-9]*\\.){2,}[A-Z][0-9A-Za-z$]*:? ?");
    private static final Pattern REQUEST_ID = Pattern.compile(" ?\\((?:Service|SDK Attempt Count): [^)]*\\)");

    private FailureWords() {}

    /** Why the call failed. */
    public static String of(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return NetworkFailure.in(failure)
                .map(Throwable::getMessage)
                .or(() -> first(causes, AwsServiceException.class).map(FailureWords::service))
                .or(() -> isUnreadable(failure) ? Optional.of("the answer cannot be read") : Optional.empty())
                .or(() -> isLate(causes) ? Optional.of("no answer in time") : Optional.empty())
                .orElseGet(() -> plain(failure));
    }

    /** The error code of the service. Empty if there was none, as in a proxy's page. */
    public static Optional<String> code(Throwable failure) {
        return causes(failure).stream()
                .filter(AwsServiceException.class::isInstance)
                .flatMap(cause -> Stream.ofNullable(((AwsServiceException) cause).awsErrorDetails()))
                .flatMap(details -> Stream.ofNullable(details.errorCode()))
                .filter(code -> !code.isBlank())
                .findFirst();
    }

    /** Whether the answer came from something in between rather than from an AWS service. */
    public static boolean isForeign(Throwable failure) {
        boolean isError = first(causes(failure), SdkServiceException.class).isPresent();
        return (isError && code(failure).isEmpty()) || isUnreadable(failure);
    }

    private static boolean isUnreadable(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof XMLStreamException
                        || String.valueOf(cause.getMessage()).startsWith("Unable to unmarshall response")
                        || String.valueOf(cause.getMessage()).startsWith("Unable to parse"));
    }

    private static boolean isLate(List<Throwable> causes) {
        return causes.stream()
                .anyMatch(cause ->
                        cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException);
    }

    private static String service(AwsServiceException failure) {
        Optional<String> code = code(failure);
        if (code.isEmpty()) {
            return "something in between answered with HTTP " + failure.statusCode()
                    + " instead of AWS (a proxy, a sign-in page?)";
        }
        @Nullable AwsErrorDetails details = failure.awsErrorDetails();
        String said =
                Optional.ofNullable(details).map(AwsErrorDetails::errorMessage).orElse("");
        return said.isBlank() ? code.get() : firstLine(said);
    }

    private static String plain(Throwable failure) {
        return causes(failure).stream()
                .flatMap(cause -> Stream.ofNullable(cause.getMessage()))
                .map(FailureWords::cleaned)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("for an unknown reason");
    }

    private static String cleaned(String message) {
        String line = REQUEST_ID.matcher(firstLine(message)).replaceAll("");
        return CLASS_NAME.matcher(line).replaceAll("").replaceFirst("^Unable to execute HTTP request: ", "");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> kind) {
        return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
    }
}
