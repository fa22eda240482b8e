// SPDX-License-Identifier: Apache-2.0
package dynamofanout.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.table.CallFailed;
import dynamofanout.table.RawDescription;
import dynamofanout.table.TableSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the settings of a table that a table created from it does not get, with the commands that would set them. */
public final class UncopiedSettings {
    /** What a new table on demand takes at once. */
    private static final long NEW_TABLE_READS = 12_000;

    private static final long NEW_TABLE_WRITES = 4_000;

    private final String newTable;
    private final List<NotCopied> found = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();

    private UncopiedSettings(String newTable) {
        this.newTable = newTable;
    }

    /**
     * Asks for the source's settings where its permissions allow. Settings that could not be read are listed too, at
     * the end.
     */
    public static List<NotCopied> of(TableSetup source, RawDescription described, String newTable) {
        var settings = new UncopiedSettings(newTable);
        String arn = described.table().arn();
        settings.replicas(described);
        settings.warmThroughput(described);
        settings.look(
                "resource policy",
                () -> source.hasResourcePolicy(arn)
                        ? settings.one(
                                "resource policy", "put-resource-policy --resource-arn ARN --policy file://policy.json")
                        : Optional.empty());
        settings.look("Kinesis destination", () -> source.kinesisStream()
                .flatMap(stream -> settings.one(
                        "Kinesis destination " + stream,
                        "enable-kinesis-streaming-destination --table-name " + newTable + " --stream-arn STREAM")));
        settings.look(
                "Contributor Insights",
                () -> source.hasContributorInsights()
                        ? settings.one(
                                "Contributor Insights",
                                "update-contributor-insights --table-name " + newTable
                                        + " --contributor-insights-action ENABLE")
                        : Optional.empty());
        if (!settings.unseen.isEmpty()) {
            settings.found.add(new NotCopied(
                    String.join(", ", settings.unseen) + " (whether the source has them cannot be seen)",
                    Optional.empty()));
        }
        return List.copyOf(settings.found);
    }

    private void replicas(RawDescription described) {
        List<String> regions = new ArrayList<>();
        described
                .json()
                .path("Replicas")
                .forEach(replica -> regions.add(replica.path("RegionName").asText()));
        if (!regions.isEmpty()) {
            one(
                            "replicas in " + String.join(", ", regions),
                            "update-table --table-name " + newTable + " --replica-updates 'Create={RegionName="
                                    + regions.get(0) + "}'")
                    .ifPresent(found::add);
        }
    }

    /** More than every new table has was bought, or grew with use; buying it is paid once. */
    private void warmThroughput(RawDescription described) {
        JsonNode warm = described.json().path("WarmThroughput");
        long reads = warm.path("ReadUnitsPerSecond").asLong();
        long writes = warm.path("WriteUnitsPerSecond").asLong();
        if (reads > NEW_TABLE_READS || writes > NEW_TABLE_WRITES) {
            one(
                            "warm throughput of " + reads + " reads/s and " + writes + " writes/s",
                            "update-table --table-name " + newTable + " --warm-throughput ReadUnitsPerSecond=" + reads
                                    + ",WriteUnitsPerSecond=" + writes)
                    .ifPresent(found::add);
        }
    }

    private Optional<NotCopied> one(String what, String command) {
        return Optional.of(new NotCopied(what, Optional.of("aws dynamodb " + command)));
    }

    private void look(String what, Supplier<Optional<NotCopied>> question) {
        try {
            question.get().ifPresent(found::add);
        } catch (CallFailed notAllowed) {
            unseen.add(what);
        }
    }
}
