package dynamofanout.launcher.console;

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
}
