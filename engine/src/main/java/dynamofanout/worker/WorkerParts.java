// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.copy.CopySettings;
import dynamofanout.copy.ThrottleLog;
import dynamofanout.copy.WorkerRuntime;
import dynamofanout.mask.Masker;
import dynamofanout.masking.SourceMask;
import dynamofanout.pace.Waiting;
import dynamofanout.request.RunId;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.RunStore;
import dynamofanout.table.ItemTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.twin.TwinSettings;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything that a worker is given. It knows nothing else about its surroundings.
 *
 * @param execution that carries out the run
 * @param phases what is done with each segment
 * @param masker of the plan's mask, where it has one
 * @param calls carries out calls, several at a time
 * @param saves is told about each acknowledged save
 * @param sampling of the run
 * @param workerIds makes a new unique id for each claim
 */
public record WorkerParts(
        RunId run,
        String execution,
        Plan plan,
        Phases phases,
        ReadOptions readOptions,
        RunStore store,
        ItemTable source,
        ItemTable target,
        Optional<Masker> masker,
        TableIdentityCheck identity,
        RunPaces paces,
        Executor calls,
        Waiting waiting,
        WorkerRuntime runtime,
        ThrottleLog throttleLog,
        CopySettings copySettings,
        TwinSettings twinSettings,
        WorkerSettings settings,
        Consumer<AcknowledgedSave> saves,
        RunSampling sampling,
        Supplier<String> workerIds) {
    public WorkerParts {
        if (plan.mask().isPresent() != masker.isPresent()) {
            throw new IllegalArgumentException("a worker must have the mask of its plan, and no other");
        }
    }

    /** The mask of the source's items, if the plan has one. */
    Optional<SourceMask> mask() {
        return masker.map(each -> new SourceMask(
                each, plan.target().identity().key(), plan.mask().orElseThrow().masksKey()));
    }
}
