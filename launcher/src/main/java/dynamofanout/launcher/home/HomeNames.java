// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Partition;
import java.util.Optional;

/**
 * The names, ARNs and console addresses of what is deployed in the home account. All follow from its account, Region
 * and prefix.
 *
 * @param profile for the remedies
 * @param deployed how it is called
 */
public record HomeNames(String account, String region, Optional<String> profile, DeploymentNames deployed) {
    public static HomeNames of(Configuration.Home home) {
        return new HomeNames(home.account(), home.region(), home.profile(), home.names());
    }

    String stateMachine() {
        return arn("states") + "stateMachine:" + deployed.stateMachine();
    }

    String execution(String name) {
        return arn("states") + "execution:" + deployed.stateMachine() + ":" + name;
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
        return Cdk.deploy("home");
    }

    /** The page of the console that shows an execution. */
    String console(String execution) {
        return page("states") + "#/v2/executions/details/" + execution(execution);
    }

    /** The page of the console that shows the dashboard. */
    String dashboard() {
        return page("cloudwatch") + "#dashboards/dashboard/" + deployed().prefix();
    }

    private String page(String service) {
        String domain =
                switch (partition()) {
                    case "aws-cn" -> "console.amazonaws.cn";
                    case "aws-us-gov" -> "console.amazonaws-us-gov.com";
                    default -> "console.aws.amazon.com";
                };
        return "https://" + region + "." + domain + "/" + service + "/home?region=" + region;
    }

    private String arn(String service) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + account + ":";
    }

    private String partition() {
        return Partition.of(region);
    }
}
