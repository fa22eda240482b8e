package dynamofanout.launcher.console;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in this jar's manifest. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(built from source)");
        return new String[] {"fanout " + version, "Java " + System.getProperty("java.version")};
    }

    /** What somebody who looks for a fault wants to know of this machine. */
    List<String> describe() {
        return List.of(
                String.join(", ", getVersion()),
                "on " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch") + ", " + System.getProperty("java.vm.name"));
    }
}
