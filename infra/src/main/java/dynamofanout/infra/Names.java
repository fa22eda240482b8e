package dynamofanout.infra;

import java.util.List;
import java.util.Locale;

/** Names that the stacks, the functions and the launcher derive alike, so that nobody has to look them up. */
final class Names {
    static final String STATE_MACHINE = "fanout";
    static final String RUN_TABLE = "FanoutRuns";
    /** What the state machine calls: a resume after a fix runs the fix. */
    static final String ALIAS = "live";

    static final String PLAN = "fanout-plan";
    static final String SEGMENT = "fanout-segment";
    static final String FINISH = "fanout-finish";
    static final String QUERY = "fanout-query";

    /** Functions and their roles; the environments' roles trust these and nobody else. */
    static final List<String> FUNCTIONS = List.of(PLAN, SEGMENT, FINISH, QUERY);

    private Names() {}

    /** By which an environment is queried: the function learns from it for whom it may answer. */
    static String queryAlias(String environment) {
        return "live-" + environment;
    }

    /** Role in an environment's account. IAM compares names without regard to case. */
    static String role(String environment) {
        return "fanout-" + environment;
    }

    /** CloudFormation allows no underscore in a stack's name. */
    static String accessStack(String environment) {
        return "fanout-access-" + environment.replace('_', '-');
    }

    static boolean isTakenByFunction(String environment) {
        return FUNCTIONS.contains(role(environment).toLowerCase(Locale.ROOT));
    }
}
