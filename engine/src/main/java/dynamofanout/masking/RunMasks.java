// SPDX-License-Identifier: Apache-2.0
package dynamofanout.masking;

import dynamofanout.environment.TableIdentity;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.input.BadInput;
import dynamofanout.mask.MaskFile;
import dynamofanout.mask.Masker;
import dynamofanout.run.Plan;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.PlannedTable;
import dynamofanout.table.OpenTable;
import java.util.Optional;

/**
 * Finds the mask of a copy when it is planned, and checks later that it is still the mask of the plan. {@code copyTo}
 * decides which mask applies. A mask that the user named only applies to pairs of tables about which {@code copyTo}
 * says nothing. Thread-safe.
 */
public final class RunMasks {
    private final TargetPolicy policy;
    private final MaskFiles ofPolicy;
    private final MaskFiles ofUser;
    private final SecretReader secrets;
    private final Optional<String> given;

    /**
     * The masks for all copies of a process.
     *
     * @param ofPolicy reads the files that {@code copyTo} names
     * @param ofUser reads the files that users name
     * @param given the file that the user names
     */
    public RunMasks(
            TargetPolicy policy, MaskFiles ofPolicy, MaskFiles ofUser, SecretReader secrets, Optional<String> given) {
        this.policy = policy;
        this.ofPolicy = ofPolicy;
        this.ofUser = ofUser;
        this.secrets = secrets;
        this.given = given;
    }

    /** One of the two tables of a copy: the name of its environment, and its identity. */
    public record Side(String environment, TableIdentity table) {}

    /**
     * The mask for a new plan.
     *
     * @param earlier mask of the run that the plan is based on
     * @throws BadInput if policy and user both name one, or it cannot be used
     */
    public Optional<LoadedMask> find(Side source, Side target, Optional<PlannedMask.Source> earlier) {
        Optional<String> byPolicy = ofPolicy(source, target);
        Optional<String> byUser =
                given.or(() -> earlier.filter(PlannedMask.Source::isGiven).map(PlannedMask.Source::file));
        if (byPolicy.isPresent() && byUser.isPresent()) {
            throw new BadInput(
                    "mask",
                    "--mask must be left out where copyTo names a mask (" + byPolicy.get() + "), got: " + byUser.get());
        }
        String table = source.table().table();
        return byPolicy.map(file -> load(ofPolicy.read(file), false, table))
                .or(() -> byUser.map(file -> load(ofUser.read(file), true, table)));
    }

    /** The masker of a plan, for those who carry it out. Like {@link #masker(Plan, Side, Side)}. */
    public Optional<Masker> masker(Plan plan, OpenTable source, OpenTable target) {
        return masker(plan, side(plan.source(), source), side(plan.target(), target));
    }

    /**
     * The masker of an existing plan. Files, policy or secret may have been changed since it was made.
     *
     * @throws BadInput if the mask is not the plan's any more
     */
    public Optional<Masker> masker(Plan plan, Side source, Side target) {
        Optional<PlannedMask.Source> planned = plan.mask().map(PlannedMask::source);
        Optional<String> then = planned.filter(mask -> !mask.isGiven()).map(PlannedMask.Source::file);
        Optional<String> now = ofPolicy(source, target);
        if (!now.equals(then)) {
            throw new BadInput(
                    "copyTo",
                    "the mask of this pair must be the one that the run was planned with (" + then.orElse("none")
                            + "), but copyTo names " + now.orElse("none") + " now: start a new copy");
        }
        String table = source.table().table();
        return planned.map(
                mask -> same(mask, table).masker(plan.target().identity().key()));
    }

    private Optional<String> ofPolicy(Side source, Side target) {
        return policy.mask(source.environment(), target.environment(), source.table(), target.table());
    }

    private static Side side(PlannedTable planned, OpenTable table) {
        return new Side(
                planned.environment(),
                TableIdentity.of(
                        table.access(),
                        planned.identity().arn(),
                        planned.table(),
                        table.access().credentials().resolveCredentials()));
    }

    private LoadedMask same(PlannedMask.Source planned, String table) {
        MaskFile file = (planned.isGiven() ? ofUser : ofPolicy).read(planned.file());
        if (!file.rulesFingerprint().equals(planned.rulesFingerprint())) {
            throw new BadInput("the rules of the mask " + planned.file()
                    + " have changed since the run was planned: start a new copy, or bring the former rules back");
        }
        LoadedMask loaded = load(file, planned.isGiven(), table);
        if (isOther(loaded, planned)) { // the secret may have been a different one when this process read it
            loaded = new LoadedMask(file, planned.isGiven(), loaded.table(), secrets.readAgain(file.secret()));
        }
        if (isOther(loaded, planned)) {
            throw new BadInput("the secret of the mask " + planned.file()
                    + " has changed since the run was planned: start a new copy, or bring the former secret back");
        }
        return loaded;
    }

    private static boolean isOther(LoadedMask loaded, PlannedMask.Source planned) {
        return !loaded.source().fingerprint().equals(planned.fingerprint());
    }

    private LoadedMask load(MaskFile file, boolean isGiven, String table) {
        return new LoadedMask(file, isGiven, file.table(table), secrets.read(file.secret()));
    }
}
