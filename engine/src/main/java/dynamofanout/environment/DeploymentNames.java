// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.List;
import java.util.Locale;

/**
 * Names of everything that is deployed. All begin with {@code home.prefix}, so that several installations can share an
 * account. The stacks, the functions and the launcher all derive the names from here, so no name needs to be looked up.
 *
 * @param prefix {@code fanout} unless {@code fanout.json} says otherwise
 */
public record DeploymentNames(String prefix) {
    /** The prefix if {@code fanout.json} names none. */
    public static final String USUAL_PREFIX = "fanout";

    /**
     * Alias of every function except the query function. The state machine calls it, so a resume after a fix runs the
     * fixed code.
     */
    public static final String ALIAS = "live";

    /** IAM's limit for the name of a role. */
    static final int LONGEST_ROLE = 64;

    public String stateMachine() {
        return prefix;
    }

    /** The stack of the home account. */
    public String stack() {
        return prefix;
    }

    /** The stack that holds only the run table. */
    public String runsStack() {
        return prefix + "-runs";
    }

    public String runTable() {
        return prefix.equals(USUAL_PREFIX) ? "FanoutRuns" : prefix + "-runs";
    }

    public String plan() {
        return prefix + "-plan";
    }

    public String segment() {
        return prefix + "-segment";
    }

    public String finish() {
        return prefix + "-finish";
    }

    public String query() {
        return prefix + "-query";
    }

    /** Names of the functions. Each has a role of the same name. */
    public List<String> functions() {
        return List.of(plan(), segment(), finish(), query());
    }

    /** The alias by which an environment is queried. It tells the function which environment it may answer for. */
    public static String queryAlias(String environment) {
        return ALIAS + "-" + environment;
    }

    /** The role in an environment's account that may write. */
    public String role(String environment) {
        return prefix + "-" + environment;
    }

    /** The role in an environment's account that only reads. */
    public String readRole(String environment) {
        return prefix + "-read-" + environment;
    }

    /**
     * The id of an environment's stack in the CDK app, as users type it. CloudFormation allows no underscore in a
     * stack's name.
     */
    public String accessStack(String environment) {
        return prefix + "-access-" + environment.replace('_', '-');
    }

    /**
     * The stack's name in CloudFormation. It includes the home account, so that another home never updates this stack.
     */
    public String accessStackName(String environment, String homeAccount) {
        return accessStack(environment) + "-" + homeAccount;
    }

    /** Namespace of the metrics in CloudWatch. */
    public String metrics() {
        return prefix.equals(USUAL_PREFIX) ? "Fanout" : "Fanout/" + prefix;
    }

    /** Whether a role of the environment would have the name of a function's role. IAM ignores case. */
    public boolean isTakenByFunction(String environment) {
        return functions().contains(role(environment).toLowerCase(Locale.ROOT));
    }
}
