package dynamofanout.launcher.doctor;

import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Cdk;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that deploying needs. */
record ToolChecks(World world) {
    private static final int LEAST_NODE = 20;
    private static final Pattern NODE_VERSION = Pattern.compile("v([0-9]{1,4})\\..*");

    /** This program needs Java 17 to run at all, so Java is there. */
    Finding java() {
        return Finding.ok("Java", System.getProperty("java.version"));
    }

    Finding node() {
        String remedy = "must be " + LEAST_NODE + " or newer, to deploy: install it from https://nodejs.org";
        return world.programs()
                .apply(List.of("node", "--version"))
                .map(version -> major(version) >= LEAST_NODE
                        ? Finding.ok("Node.js", version)
                        : Finding.missing("Node.js", remedy + ", got: " + version))
                .orElseGet(() -> Finding.missing("Node.js", remedy + ", got: no program node on the PATH"));
    }

    Finding npx() {
        Optional<String> version = world.programs().apply(List.of("npx", "--version"));
        return version.map(found -> Finding.ok("npx", found + " (fetches " + Cdk.PACKAGE + " when it is asked to)"))
                .orElseGet(() -> Finding.missing(
                        "npx", "must be on the PATH, to run " + Cdk.PACKAGE + ": it comes with Node.js"));
    }

    private static int major(String version) {
        Matcher matcher = NODE_VERSION.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
