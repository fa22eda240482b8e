// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Environment;
import dynamofanout.input.BadInput;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Refuses environments whose stacks or roles would have the same name. IAM and CloudFormation ignore case. */
record NameClashes(Configuration written) {
    void refuse() {
        DeploymentNames names = written.home().orElseThrow().names();
        Map<String, String> stacks = new HashMap<>();
        Map<String, String> roles = new HashMap<>();
        for (Environment environment : written.environments().values()) {
            if (environment.roleArn().isPresent()) {
                continue; // nothing of ours is named for it
            }
            String name = environment.name();
            if (names.isTakenByFunction(name)) {
                throw new BadInput(
                        "environments",
                        "the name of an environment must not be plan, segment, finish or query (" + names.plan()
                                + " and so on are the functions' roles), got: \"" + name + "\"");
            }
            String other = stacks.put(names.accessStack(name).toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new BadInput(
                        "environments",
                        "the names of environments must differ by more than case, \"-\" and \"_\", got: \"" + other
                                + "\" and \"" + name + "\"");
            }
            take(roles, names.role(name), name);
            take(roles, names.readRole(name), name);
        }
    }

    private static void take(Map<String, String> roles, String role, String environment) {
        String other = roles.put(role.toLowerCase(Locale.ROOT), environment);
        if (other != null) {
            throw new BadInput(
                    "environments",
                    "the roles of two environments must differ, got: \"" + other + "\" and \"" + environment
                            + "\", which would both have the role " + role);
        }
    }
}
