// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** The files of certificates that {@code ca_bundle} names in the AWS profiles that were opened. Thread-safe. */
public final class ProfileBundles {
    private final AtomicReference<Set<String>> files = new AtomicReference<>(Set.of());

    void add(String file) {
        files.updateAndGet(before -> {
            Set<String> all = new TreeSet<>(before);
            all.add(file);
            return Set.copyOf(all);
        });
    }

    Set<String> files() {
        return files.get();
    }
}
