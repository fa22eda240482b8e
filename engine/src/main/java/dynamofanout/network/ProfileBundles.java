// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files of certificates that {@code ca_bundle} names in the AWS profiles that were opened. Thread-safe. */
public final class ProfileBundles {
    private final Set<String> files = ConcurrentHashMap.newKeySet();

    void add(String file) {
        files.add(file);
    }

    Set<String> files() {
        return Set.copyOf(files);
    }
}
