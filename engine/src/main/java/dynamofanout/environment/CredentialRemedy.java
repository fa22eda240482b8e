// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.network.FailureWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.profiles.Profile;

/** Explains why credentials failed, in one sentence with the remedy. */
final class CredentialRemedy {
    private static final Set<String> SSO =
            Set.of("sso_session", "sso_start_url", "sso_account_id", "sso_role_name", "sso_region");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> UNKNOWN_KEY = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "InvalidAccessKeyId",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException");
    private static final String EXPORT = "aws configure export-credentials --profile ";

    private final Login login;
    private final List<Throwable> causes;

    /** @param causes the failure and what caused it, outermost first */
    CredentialRemedy(Login login, List<Throwable> causes) {
        this.login = login;
        this.causes = causes;
    }

    /** The sentence. Empty for a failure that has nothing to do with credentials. */
    Optional<String> sentence() {
        if (!causes.isEmpty() && FailureWords.isForeign(causes.get(0))) {
            return Optional.empty(); // a proxy's page says nothing about credentials
        }
        return Stream.<Supplier<Optional<String>>>of(
                        this::login,
                        this::singleSignOn,
                        this::refusedRole,
                        this::expired,
                        this::unknownKey,
                        this::process,
                        this::sourceProfile,
                        this::incompleteProfile,
                        this::emptyProfile,
                        this::container,
                        this::emptyChain)
                .flatMap(known -> known.get().stream())
                .findFirst();
    }

    /** {@code aws login} needs a module of the SDK that is not part of this build. */
    private Optional<String> login() {
        return profile("login_session")
                .filter(profile -> says("'signin' service module"))
                .map(profile ->
                        "AWS profile " + profile.name() + " signs in with aws login, which fanout cannot use itself:"
                                + " add a profile with credential_process = " + EXPORT + profile.name());
    }

    private Optional<String> singleSignOn() {
        boolean isSingleSignOn = causes.stream().anyMatch(CredentialRemedy::comesFromSingleSignOn);
        if (!isSingleSignOn) {
            return Optional.empty();
        }
        String profile = login.profileWith(SSO).map(Profile::name).orElse("default");
        if (causes.stream().anyMatch(cause -> status(cause) == 403)) {
            return Optional.of("SSO does not give AWS profile " + profile
                    + " its account and role: check sso_account_id and sso_role_name");
        }
        if (causes.stream().anyMatch(cause -> status(cause) >= 500)) {
            return Optional.empty();
        }
        return Optional.of(
                "the SSO session of profile " + profile + " has expired: run aws sso login --profile " + profile);
    }

    private Optional<String> refusedRole() {
        if (!hasCode(Set.of("AccessDenied", "AccessDeniedException")) || !says("sts:AssumeRole")) {
            return Optional.empty();
        }
        return profile("mfa_serial")
                .map(profile ->
                        "AWS profile " + profile.name() + " asks for a second factor (mfa_serial), which the AWS SDK"
                                + " for Java cannot ask for: add a profile with credential_process = " + EXPORT
                                + profile.name())
                .or(() -> Optional.of(login.subject() + " may not assume role " + role()
                        + ": the role's trust policy must name the caller (and its external id, if it asks for one), and"
                        + " the caller needs sts:AssumeRole"));
    }

    private Optional<String> expired() {
        return hasCode(EXPIRED)
                ? Optional.of("the session of " + login.subject() + " has expired: get new credentials")
                : Optional.empty();
    }

    private Optional<String> unknownKey() {
        return code().filter(UNKNOWN_KEY::contains)
                .map(code -> "AWS does not accept the access key of " + login.subject() + " (" + code + "): run aws sts"
                        + " get-caller-identity" + login.option() + " to see whether it is still valid");
    }

    private Optional<String> process() {
        return profile("credential_process")
                .filter(profile -> says("process-based credentials") || says("Process did not return"))
                .map(profile -> "the credential_process of AWS profile " + profile.name()
                        + " failed: run it by hand to see why");
    }

    private Optional<String> sourceProfile() {
        return profile("source_profile")
                .filter(profile -> says("but that source profile has no credentials configured"))
                .map(profile -> "AWS profile " + profile.name() + " takes its credentials from profile "
                        + profile.property("source_profile").orElse("") + " (source_profile), which has none");
    }

    private Optional<String> incompleteProfile() {
        return causes.stream()
                .filter(cause -> cause instanceof IllegalArgumentException || cause instanceof IllegalStateException)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> message.startsWith("Profile property '")
                        || message.startsWith("Invalid profile file: ")
                        || message.startsWith("Sso-session section not found"))
                .findFirst()
                .map(message -> login.subject() + " is incomplete: " + message);
    }

    private Optional<String> emptyProfile() {
        return says("Profile file contained no credentials")
                ? login.profile()
                        .map(name -> "AWS profile " + name + " has no credentials: run aws configure --profile " + name
                                + ", or aws configure sso --profile " + name)
                : Optional.empty();
    }

    private Optional<String> container() {
        return login.isOfContainer() && causes.stream().anyMatch(CredentialFailure::isEmptyChain)
                ? Optional.of(
                        "no credentials for " + login.subject() + ": the service that"
                                + " AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI names gives none")
                : Optional.empty();
    }

    private Optional<String> emptyChain() {
        return causes.stream().anyMatch(CredentialFailure::isEmptyChain)
                ? Optional.of("no credentials for " + login.subject()
                        + ": name an AWS profile for it in fanout.json, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY")
                : Optional.empty();
    }

    private Optional<Profile> profile(String property) {
        return login.profileWith(Set.of(property));
    }

    private String role() {
        return login.roleArn()
                .or(() -> profile("role_arn").flatMap(profile -> profile.property("role_arn")))
                .orElse("of its profile");
    }

    private boolean says(String words) {
        return causes.stream()
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(words));
    }

    private boolean hasCode(Set<String> codes) {
        return code().filter(codes::contains).isPresent();
    }

    private Optional<String> code() {
        return causes.stream().findFirst().flatMap(FailureWords::code);
    }

    private static int status(Throwable cause) {
        return cause instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    /** Compares package names, because the SSO modules are only on the runtime class path. */
    private static boolean comesFromSingleSignOn(Throwable cause) {
        return cause.getClass().getName().startsWith("software.amazon.awssdk.services.sso");
    }
}
