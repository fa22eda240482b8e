// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import java.util.Optional;

/** The command lines that deploy or bootstrap, as error messages suggest them. */
public final class Cdk {
    /** The version that the stacks are tested with: what npm calls the latest is an old build. */
    public static final String PACKAGE = "aws-cdk@2.1148.1";

    private Cdk() {}

    /**
     * How to deploy a stack.
     *
     * @param what {@code home}, or an environment
     */
    public static String deploy(String what) {
        return "run `fanout deploy " + what + "`";
    }

    public static String bootstrap(String account, String region, Optional<String> profile) {
        return "run `npx " + PACKAGE + " bootstrap aws://" + account + "/" + region
                + profile.map(name -> " --profile " + name).orElse("") + "`";
    }
}
