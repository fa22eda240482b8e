package dynamofanout.launcher.create;

import dynamofanout.launcher.console.TableCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsStatus;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.KinesisDataStreamDestination;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What a table has that a table made after it does not get, with the command that would set it. */
final class UncopiedSettings {
    private final List<Setting> found = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();

    /** @param command for the AWS CLI */
    record Setting(String what, Optional<String> command) {}

    private UncopiedSettings() {}

    /** Looks at the source where its permissions allow. */
    static UncopiedSettings of(TableCalls calls, TableDescription source, String newTable) {
        var settings = new UncopiedSettings();
        DynamoDbClient client = calls.client();
        String table = source.tableName();
        if (!source.replicas().isEmpty()) {
            String regions = source.replicas().stream()
                    .map(ReplicaDescription::regionName)
                    .collect(Collectors.joining(", "));
            settings.found.add(new Setting(
                    "replicas in " + regions,
                    Optional.of("aws dynamodb update-table --table-name " + newTable
                            + " --replica-updates 'Create={RegionName="
                            + source.replicas().get(0).regionName() + "}'")));
        }
        settings.look(
                "resource policy",
                () -> hasPolicy(client, source.tableArn())
                        ? Optional.of(
                                new Setting(
                                        "resource policy",
                                        Optional.of(
                                                "aws dynamodb put-resource-policy --resource-arn ARN --policy file://policy.json")))
                        : Optional.empty());
        settings.look("Kinesis destination", () -> kinesis(client, table)
                .map(stream -> new Setting(
                        "Kinesis destination " + stream,
                        Optional.of("aws dynamodb enable-kinesis-streaming-destination --table-name " + newTable
                                + " --stream-arn STREAM"))));
        settings.look(
                "Contributor Insights",
                () -> hasInsights(client, table)
                        ? Optional.of(new Setting(
                                "Contributor Insights",
                                Optional.of("aws dynamodb update-contributor-insights --table-name " + newTable
                                        + " --contributor-insights-action ENABLE")))
                        : Optional.empty());
        return settings;
    }

    List<Setting> found() {
        return List.copyOf(found);
    }

    /** What nobody could look at. */
    List<String> unseen() {
        return List.copyOf(unseen);
    }

    private void look(String what, Supplier<Optional<Setting>> question) {
        try {
            question.get().ifPresent(found::add);
        } catch (SdkException notAllowed) {
            unseen.add(what);
        }
    }

    private static boolean hasPolicy(DynamoDbClient client, String arn) {
        try {
            client.getResourcePolicy(request -> request.resourceArn(arn));
            return true;
        } catch (PolicyNotFoundException none) {
            return false;
        }
    }

    private static Optional<String> kinesis(DynamoDbClient client, String table) {
        return client
                .describeKinesisStreamingDestination(request -> request.tableName(table))
                .kinesisDataStreamDestinations()
                .stream()
                .filter(destination -> destination.destinationStatus() == DestinationStatus.ACTIVE)
                .map(KinesisDataStreamDestination::streamArn)
                .findFirst();
    }

    private static boolean hasInsights(DynamoDbClient client, String table) {
        return client.describeContributorInsights(request -> request.tableName(table))
                        .contributorInsightsStatus()
                == ContributorInsightsStatus.ENABLED;
    }
}
