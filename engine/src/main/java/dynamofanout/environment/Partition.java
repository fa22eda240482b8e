// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.Map;

/**
 * Finds the AWS partition of a Region, as ARNs name it, by the Region's name. The SDK can do this too, but it loads 400
 * classes of Regions and services, which is a sixth of a function's cold start.
 */
public final class Partition {
    private static final String COMMERCIAL = "aws";

    /** Partitions by the beginning of their Regions' names. */
    private static final Map<String, String> OTHERS = Map.of(
            "cn-", "aws-cn",
            "us-gov-", "aws-us-gov",
            "us-iso-", "aws-iso",
            "us-isob-", "aws-iso-b",
            "eu-isoe-", "aws-iso-e",
            "us-isof-", "aws-iso-f",
            "eusc-", "aws-eusc");

    private Partition() {}

    /**
     * The partition of a Region.
     *
     * @param region its id
     */
    public static String of(String region) {
        return OTHERS.entrySet().stream()
                .filter(other -> region.startsWith(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(COMMERCIAL);
    }
}
