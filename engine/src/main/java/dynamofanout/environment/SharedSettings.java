// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings that AWS's tools share. They are looked up like the SDK does for a client: system property, environment
 * variable, profile.
 *
 * @param profile name of the profile; it need not exist
 */
record SharedSettings(Profiles profiles, String profile, Function<String, @Nullable String> variables) {
    /** A setting with the same meaning in all three places. */
    Optional<String> find(String systemProperty, String variable, String profileProperty) {
        return Optional.ofNullable(System.getProperty(systemProperty))
                .or(() -> variable(variable))
                .or(() -> profiles.property(profile, profileProperty));
    }

    /** @throws BadInput when it is neither true nor false */
    boolean isOn(String systemProperty, String variable, String profileProperty) {
        return find(systemProperty, variable, profileProperty)
                .map(value -> oneOf(value, List.of("true", "false"), variable, profileProperty))
                .filter("true"::equals)
                .isPresent();
    }

    /**
     * A setting that must have one of these values, in lower case.
     *
     * @throws BadInput when it has another
     */
    Optional<String> findOneOf(List<String> allowed, String systemProperty, String variable, String profileProperty) {
        return find(systemProperty, variable, profileProperty)
                .map(value -> oneOf(value, allowed, variable, profileProperty));
    }

    private String oneOf(String value, List<String> allowed, String variable, String profileProperty) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        if (!allowed.contains(lower)) {
            throw new BadInput(profileProperty + " of AWS profile " + profile + " (or " + variable + ") must be one of "
                    + String.join(", ", allowed) + ", got: \"" + value + "\"");
        }
        return lower;
    }

    SharedSettings withProfile(String name) {
        return new SharedSettings(profiles, name, variables);
    }

    /** Empty variables count as not set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
    }
}
