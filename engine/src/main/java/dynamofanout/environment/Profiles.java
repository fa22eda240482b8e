// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** The AWS profiles of this machine ({@code ~/.aws/config} and {@code ~/.aws/credentials}). */
record Profiles(Supplier<ProfileFile> files) {
    /** The most names in one sentence: companies have hundreds of profiles. */
    private static final int SHOWN = 10;

    /** @throws BadInput when the files are malformed */
    Optional<Profile> find(String name) {
        return read().profile(name);
    }

    /** @throws BadInput when the files are malformed */
    Collection<String> names() {
        return read().profiles().keySet();
    }

    /** A property of a profile. An empty one counts as not set, as in the AWS CLI. */
    Optional<String> property(String profile, String property) {
        return find(profile).flatMap(found -> found.property(property)).filter(value -> !value.isBlank());
    }

    /** A property of the profile's {@code services} section. */
    Optional<String> servicesProperty(String profile, String property) {
        return property(profile, "services")
                .flatMap(section -> read().getSection("services", section))
                .flatMap(section -> section.property(property))
                .filter(value -> !value.isBlank());
    }

    /** {@code (default, staging)}, shortened if there are many. */
    static String shown(Collection<String> names) {
        List<String> first = new ArrayList<>(names).subList(0, Math.min(SHOWN, names.size()));
        String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return "(" + String.join(", ", first) + more + ")";
    }

    private ProfileFile read() {
        try {
            return files.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BadInput("the AWS profiles cannot be read: " + e.getMessage());
        }
    }
}
