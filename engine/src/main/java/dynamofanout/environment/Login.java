// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.profiles.Profile;

/**
 * How the credentials for an environment are obtained, so that a failure can be explained in the user's words.
 *
 * @param environment name of the environment
 * @param profile the AWS profile that was chosen by name; empty: the SDK's default chain
 * @param roleArn role in {@code fanout.json} that is assumed with these credentials
 * @param settings of the chosen profile, or of the one that the default chain uses
 */
record Login(String environment, Optional<String> profile, Optional<String> roleArn, SharedSettings settings) {
    /** Longer chains of source profiles do not occur. A cycle would be longer. */
    private static final int LONGEST_ROW = 10;

    /** Whose credentials these are, as sentences say it. */
    String subject() {
        return profile.map(name -> "AWS profile " + name).orElse("environment " + environment);
    }

    /** {@code --profile production}, for the remedies. Empty with the default chain. */
    String option() {
        return profile.map(name -> " --profile " + name).orElse("");
    }

    /** Whether the default chain asks the service that gives credentials to a container. */
    boolean isOfContainer() {
        return profile.isEmpty()
                && (settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()
                        || settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                                .isPresent());
    }

    /**
     * The first profile that has one of these properties, starting with the chosen one and following
     * {@code source_profile}.
     */
    Optional<Profile> profileWith(Set<String> properties) {
        Optional<Profile> current = settings.profiles().find(settings.profile());
        for (int i = 0; i < LONGEST_ROW && current.isPresent(); i++) {
            if (current.get().properties().keySet().stream().anyMatch(properties::contains)) {
                return current;
            }
            current = current.get().property("source_profile").flatMap(settings.profiles()::find);
        }
        return Optional.empty();
    }
}
