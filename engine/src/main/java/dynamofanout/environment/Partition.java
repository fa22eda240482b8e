package dynamofanout.environment;

import java.util.Map;

/**
 * Which of AWS's partitions a Region is in, as ARNs name it. By the Region's name: the SDK's own answer loads 400 classes
 * of Regions and services, a sixth of a function's cold start.
 */
public final class Partition {
    private static final String COMMERCIAL = "aws";

    /** By how Regions begin. */
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
