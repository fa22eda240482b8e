package dynamofanout.launcher.home;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Partition;
import java.util.Optional;

/**
 * Names of what stands in the home account; all follow from its account and Region.
 *
 * @param profile for the remedies
 */
public record HomeNames(String account, String region, Optional<String> profile) {
    public static final String STATE_MACHINE = "fanout";
    public static final String RUN_TABLE = "FanoutRuns";
    public static final String PLAN = "fanout-plan";
    public static final String SEGMENT = "fanout-segment";
    public static final String FINISH = "fanout-finish";
    public static final String QUERY = "fanout-query";

    /** Alias of every function but the query function. */
    public static final String ALIAS = "live";

    public static HomeNames of(Configuration.Home home) {
        return new HomeNames(home.account(), home.region(), home.profile());
    }

    String stateMachine() {
        return arn("states") + "stateMachine:" + STATE_MACHINE;
    }

    String execution(String name) {
        return arn("states") + "execution:" + STATE_MACHINE + ":" + name;
    }

    String function(String name) {
        return arn("lambda") + "function:" + name;
    }

    /** {@code account 333333333333, Region eu-west-1}. */
    public String place() {
        return "account " + account + ", Region " + region;
    }

    /** What to do about functions that are not there, or are of another version. */
    public String deploy() {
        return Cdk.deploy(STATE_MACHINE, profile);
    }

    /** The page of the console that shows an execution. */
    String console(String execution) {
        String domain =
                switch (partition()) {
                    case "aws-cn" -> "console.amazonaws.cn";
                    case "aws-us-gov" -> "console.amazonaws-us-gov.com";
                    default -> "console.aws.amazon.com";
                };
        return "https://" + region + "." + domain + "/states/home?region=" + region + "#/v2/executions/details/"
                + execution(execution);
    }

    private String arn(String service) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + account + ":";
    }

    private String partition() {
        return Partition.of(region);
    }
}
