package dynamofanout.environment;

import java.util.List;
import java.util.Locale;

/**
 * Names of everything that is deployed. All begin with {@code home.prefix}, so that several installations can live in one
 * account; the stacks, the functions and the launcher derive them here, so that nobody has to look them up.
 *
 * @param prefix {@code fanout} unless {@code fanout.json} says otherwise
 */
public record DeploymentNames(String prefix) {
    /** The prefix where {@code fanout.json} names none. */
    public static final String USUAL_PREFIX = "fanout";

    /** Alias of every function but the query function; the state machine calls it, so a resume after a fix runs the fix. */
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

    /** The stack that holds the run table alone. */
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

    /** Functions; each has a role of the same name. */
    public List<String> functions() {
        return List.of(plan(), segment(), finish(), query());
    }

    /** By which an environment is queried: the function learns from it for whom it may answer. */
    public static String queryAlias(String environment) {
        return ALIAS + "-" + environment;
    }

    /** Role in an environment's account that may write. */
    public String role(String environment) {
        return prefix + "-" + environment;
    }

    /** Role in an environment's account that only reads. */
    public String readRole(String environment) {
        return prefix + "-read-" + environment;
    }

    /** How the CDK knows an environment's stack, as it is typed. CloudFormation allows no underscore in a stack's name. */
    public String accessStack(String environment) {
        return prefix + "-access-" + environment.replace('_', '-');
    }

    /** The stack's own name: with the home's account, so that another home never updates it. */
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
