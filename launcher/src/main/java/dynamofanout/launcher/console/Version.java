// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of fanout, read from the jar's manifest. A release writes it as {@code 0.1.0+COMMIT}. */
public final class Version implements IVersionProvider {
    private final Optional<String> implementation;

    /** That of this jar. */
    public Version() {
        this(Optional.ofNullable(Version.class.getPackage().getImplementationVersion()));
    }

    /** @param implementation what the manifest says; empty where classes come from a source tree */
    Version(Optional<String> implementation) {
        this.implementation = implementation;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "fanout " + implementation.map(Version::readable).orElse("(built from source)"),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
        };
    }

    /** What a report of a fault should say about this machine. */
    List<String> describe() {
        return List.of(
                String.join(", ", getVersion()),
                "on " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    private static String readable(String implementation) {
        int plus = implementation.indexOf('+');
        boolean hasCommit = plus > 0 && implementation.substring(plus + 1).matches("[0-9a-f]+");
        return hasCommit
                ? implementation.substring(0, plus) + " (commit " + implementation.substring(plus + 1) + ")"
                : implementation;
    }
}
