// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.deploy;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environment;
import dynamofanout.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One stack that can be deployed or destroyed.
 *
 * @param name {@code home}, or the environment's
 * @param stack as the CDK app calls it
 * @param profile of the account that the stack belongs to
 */
record DeploymentTarget(String name, String stack, String account, Optional<String> profile) {
    static final String HOME = "home";

    /** All that {@code fanout.json} asks for, the home first. */
    static List<DeploymentTarget> of(Configuration configuration) {
        Configuration.Home home = configuration
                .home()
                .orElseThrow(() -> new BadInput(
                        "home",
                        "field \"home\" must be in " + configuration.readFrom().orElse("fanout.json")
                                + ", to deploy: {\"account\", \"region\", \"profile\"}"));
        List<DeploymentTarget> targets = new ArrayList<>();
        targets.add(new DeploymentTarget(HOME, home.names().stack(), home.account(), home.profile()));
        for (Environment environment : configuration.environments().values()) {
            targets.add(new DeploymentTarget(
                    environment.name(),
                    home.names().accessStack(environment.name()),
                    environment.account(),
                    environment.profile()));
        }
        return targets;
    }

    boolean isHome() {
        return name.equals(HOME);
    }

    /** {@code stack fanout in account 333333333333 (home, AWS profile tooling)}. */
    String described() {
        return "stack " + stack + " in account " + account + " (" + name
                + profile.map(each -> ", AWS profile " + each).orElse("") + ")";
    }
}
