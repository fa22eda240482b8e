// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.environment.Access;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.network.FailureWords;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes calls into the home account and turns their failures into sentences. */
public record HomeCalls(Access access, HomeNames names) {
    private static final Set<String> NOT_THERE =
            Set.of("StateMachineDoesNotExist", "ResourceNotFoundException", "StateMachineDeleting");
    private static final Set<String> DENIED = Set.of("AccessDeniedException", "AccessDenied");

    /**
     * The call's answer.
     *
     * @param action as a policy names it, for example {@code states:StartExecution}
     * @throws HomeFailed for what the SDK throws
     */
    public <T> T answer(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw failed(action, failure);
        }
    }

    /** Why the call fails; empty: it does not. */
    Optional<HomeFailed> failure(String action, Supplier<?> call) {
        try {
            answer(action, call);
            return Optional.empty();
        } catch (HomeFailed failure) {
            return Optional.of(failure);
        }
    }

    HomeFailed failed(String action, SdkException failure) {
        Optional<String> login = CredentialFailure.sentence(access, failure);
        if (login.isPresent()) {
            return HomeFailed.forGood(login.get(), failure);
        }
        String code = code(failure);
        if (NOT_THERE.contains(code)) {
            return HomeFailed.forGood(notDeployed(), failure);
        }
        if (DENIED.contains(code)) {
            return HomeFailed.forGood(
                    "no permission for " + action + " in " + names.place() + ": allow it for these credentials ("
                            + said(failure) + ")",
                    failure);
        }
        boolean isRefused = failure instanceof AwsServiceException service
                && service.statusCode() < 500
                && !FailureWords.isForeign(service)
                && !service.isThrottlingException();
        String sentence = action + " in " + names.place() + " failed: " + said(failure);
        return isRefused ? HomeFailed.forGood(sentence, failure) : HomeFailed.forNow(sentence, failure);
    }

    String notDeployed() {
        return "fanout is not deployed in " + names.place() + ": " + names.deploy();
    }

    static String code(SdkException failure) {
        return FailureWords.code(failure).orElse("");
    }

    static String said(SdkException failure) {
        return FailureWords.of(failure);
    }
}
