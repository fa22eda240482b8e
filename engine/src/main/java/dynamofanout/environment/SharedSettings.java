package dynamofanout.environment;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings that AWS's tools share, as the SDK reads them for a client: system property, environment variable,
 * profile.
 *
 * @param profile name of the profile; it need not be there
 */
record SharedSettings(Profiles profiles, String profile, Function<String, @Nullable String> variables) {
    /** A setting that has the same meaning in all three places. */
    Optional<String> find(String systemProperty, String variable, String profileProperty) {
        return Optional.ofNullable(System.getProperty(systemProperty))
                .or(() -> variable(variable))
                .or(() -> profiles.property(profile, profileProperty));
    }

    boolean isOn(String systemProperty, String variable, String profileProperty) {
        return find(systemProperty, variable, profileProperty)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    SharedSettings withProfile(String name) {
        return new SharedSettings(profiles, name, variables);
    }

    /** Empty variables count as not set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
    }
}
