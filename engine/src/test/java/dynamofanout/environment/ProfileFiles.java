// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.function.Supplier;
import software.amazon.awssdk.profiles.ProfileFile;

/** {@code ~/.aws/config} for tests. */
final class ProfileFiles {
    private ProfileFiles() {}

    static Supplier<ProfileFile> of(String config) {
        ProfileFile file = ProfileFile.builder()
                .content(config)
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        return () -> file;
    }

    static Supplier<ProfileFile> none() {
        return of("");
    }

    /** A profile with keys, a Region and perhaps more. */
    static String profile(String name, String accessKey, String... more) {
        return "[profile " + name + "]\nregion = eu-west-1\naws_access_key_id = " + accessKey
                + "\naws_secret_access_key = secret\n" + String.join("\n", more) + "\n";
    }
}
