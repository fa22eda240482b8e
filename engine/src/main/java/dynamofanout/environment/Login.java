package dynamofanout.environment;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.profiles.Profile;

/**
 * How credentials for an environment are come by, so that a failure can be explained in the user's words.
 *
 * @param environment name of the environment
 * @param profile the AWS profile that was chosen by name; empty: the SDK's default chain
 * @param roleArn role that {@code fanout.json} has assumed on top
 * @param settings with the chosen profile, or the one that the default chain looks at
 */
record Login(String environment, Optional<String> profile, Optional<String> roleArn, SharedSettings settings) {
    /** Longer rows of source profiles do not occur; a circle would. */
    private static final int LONGEST_ROW = 10;

    /** How sentences name whose credentials are meant. */
    String subject() {
        return profile.map(name -> "AWS profile " + name).orElse("environment " + environment);
    }

    /** {@code --profile production}, for the remedies; nothing with the default chain. */
    String option() {
        return profile.map(name -> " --profile " + name).orElse("");
    }

    /** Whether the default chain asks the service that hands out credentials to a container. */
    boolean isOfContainer() {
        return profile.isEmpty()
                && (settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()
                        || settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                                .isPresent());
    }

    /** The nearest profile, from the chosen one along {@code source_profile}, that has one of these properties. */
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
