// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.definition.CopiedTags;
import dynamofanout.definition.NotCopied;
import dynamofanout.definition.TableDefinition;
import dynamofanout.definition.TableFeatures;
import dynamofanout.definition.UncopiedSettings;
import dynamofanout.environment.CreateSettings;
import dynamofanout.environment.Environment;
import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TableUse;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.BadInput;
import dynamofanout.request.CopyRequest;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedCreation;
import dynamofanout.table.CallFailed;
import dynamofanout.table.OpenTable;
import dynamofanout.table.RawDescription;
import dynamofanout.table.TableOpener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans a target that does not exist yet. Its definition comes from the source and from the settings of the target's
 * environment. The policy judges it by the account of its credentials, before anything is created. Planning changes
 * nothing.
 */
final class CreationPlanner {
    private final PlanningReads questions;
    private final TableOpener opener;
    private final TargetPolicy policy;
    private final WorkerHost place;

    CreationPlanner(PlanningReads questions, TableOpener opener, TargetPolicy policy, WorkerHost place) {
        this.questions = questions;
        this.opener = opener;
        this.policy = policy;
        this.place = place;
    }

    /** @throws BadInput if it may not be created, or the source does not say enough */
    DescribedTable plan(CopyRequest request, DescribedTable source, OpenTable target) {
        if (target.name().isArn()) {
            throw new BadInput(
                    "create",
                    "the table to create must be a name, got: " + target.name().given());
        }
        TableIdentity identity = identity(request.source().environment(), source, target);
        CreateSettings settings = settings(target);
        OpenTable from =
                opener.open(request.source().environment(), request.source().table(), TableUse.DEFINE);
        RawDescription described =
                questions.ask("DescribeTable", from, t -> t.items().setup().describe());
        String name = target.name().name();
        List<NotCopied> notCopied =
                new ArrayList<>(UncopiedSettings.of(from.items().setup(), described, name));
        Optional<Optional<String>> timeToLive = questions.askIfAllowed(
                "DescribeTimeToLive", from, t -> t.items().timeToLive());
        if (timeToLive.isEmpty()) {
            notCopied.add(new NotCopied("time to live (whether the source has one cannot be seen)", Optional.empty()));
        }
        var features = new TableFeatures(
                timeToLive.flatMap(attribute -> attribute),
                false,
                false,
                Optional.empty(),
                settings.takesTags() ? tags(from, described) : Map.of());
        TableDefinition definition = TableDefinition.of(described.json(), features)
                .createdBy(settings)
                .named(name);
        return described(target, identity, new PlannedCreation(definition, notCopied));
    }

    /** The same for a plan that was made before, whose target is not created yet. */
    DescribedTable again(Plan plan, DescribedTable source) {
        OpenTable target =
                opener.open(plan.target().environment(), plan.target().table(), TableUse.READ);
        settings(target);
        return described(
                target,
                identity(plan.source().environment(), source, target),
                plan.creation().orElseThrow());
    }

    private static DescribedTable described(OpenTable target, TableIdentity identity, PlannedCreation creation) {
        return new DescribedTable(
                target, creation.table().described(identity.arn()).table(), identity, Optional.of(creation));
    }

    /** A role's denial would say less than the policy does. */
    private TableIdentity identity(String sourceEnvironment, DescribedTable source, OpenTable target) {
        String environment = target.access().environment();
        TableIdentity identity = opener.identityOfMissing(target);
        policy.unlisted(environment, target.name())
                .or(() -> policy.otherAccount(environment, target.name(), identity))
                .or(() -> policy.refusal(sourceEnvironment, environment, source.identity(), identity))
                .ifPresent(sentence -> {
                    throw new BadInput(sentence);
                });
        return identity;
    }

    /** Locally the caller's own permissions decide; deployed roles may create only where fanout.json says so. */
    private CreateSettings settings(OpenTable target) {
        Optional<CreateSettings> settings = target.access().configured().flatMap(Environment::create);
        if (settings.isEmpty() && place.home().isPresent()) {
            throw new BadInput(
                    "create",
                    "environment " + target.access().environment()
                            + " must have \"create\" in fanout.json where tables are to be created in it on AWS: add"
                            + " \"create\": {} there and deploy, or create the table by `fanout create` with your own"
                            + " credentials");
        }
        return settings.orElse(CreateSettings.USUAL);
    }

    private Map<String, String> tags(OpenTable from, RawDescription described) {
        String arn = described.table().arn();
        Map<String, String> tags = questions.ask("ListTagsOfResource", from, t -> {
            try {
                return t.items().setup().tags(arn);
            } catch (CallFailed failure) {
                if (failure.isUnknownOperation()) { // an endpoint without tags
                    return Map.of();
                }
                throw failure;
            }
        });
        return CopiedTags.of(tags);
    }
}
