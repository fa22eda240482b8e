package dynamofanout.launcher.home;

import java.util.Optional;

/** Command lines of the CDK that remedies name. */
public final class Cdk {
    /** The version that the stacks are tested with: what npm calls the latest is an old build. */
    public static final String PACKAGE = "aws-cdk@2.1148.1";

    private Cdk() {}

    public static String deploy(String stack, Optional<String> profile) {
        return "run `npx " + PACKAGE + " deploy " + stack + option(profile) + "` in infra/";
    }

    public static String bootstrap(String account, String region, Optional<String> profile) {
        return "run `npx " + PACKAGE + " bootstrap aws://" + account + "/" + region + option(profile) + "`";
    }

    private static String option(Optional<String> profile) {
        return profile.map(name -> " --profile " + name).orElse("");
    }
}
