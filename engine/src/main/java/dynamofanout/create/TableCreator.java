// SPDX-License-Identifier: Apache-2.0
package dynamofanout.create;

import dynamofanout.definition.CopiedTags;
import dynamofanout.definition.TableDefinition;
import dynamofanout.definition.TableFeatures;
import dynamofanout.table.CallFailed;
import dynamofanout.table.OpenTable;
import dynamofanout.table.RawDescription;
import dynamofanout.table.TableSetup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Creates one table from a definition, and never changes a table that somebody else has created. It recognises its own
 * table by a tag that CreateTable itself sets, so it also finds a table whose CreateTable answer was lost. Some
 * endpoints know no tags. There a table counts as its own if it has the same keys and indexes, was created after this
 * creation began, and is empty. Each method makes a few calls and does not wait. All throw {@link CallFailed}.
 */
public final class TableCreator {
    private final OpenTable table;
    private final TableSetup setup;
    private final TableDefinition definition;
    private final String mark;
    private final Instant begunAt;

    /**
     * Of one table.
     *
     * @param table opened for being created
     * @param mark what the tag says
     * @param begunAt before which no table of this creation can have been created
     */
    public TableCreator(OpenTable table, TableDefinition definition, String mark, Instant begunAt) {
        this.table = table;
        this.setup = table.items().setup();
        this.definition = definition.tagged(CopiedTags.MARK, mark);
        this.mark = mark;
        this.begunAt = begunAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Creates the table where there is none, else says whose it is. */
    public CreationStep begin() {
        Optional<RawDescription> found = setup.find();
        return found.isPresent() ? judge(found.get()) : create();
    }

    /** The table as it is now; empty where it is not there, or not to be seen yet. */
    public Optional<RawDescription> find() {
        return setup.find();
    }

    /** Sets what is set once the table holds its items, as far as it is not set already. */
    public void setLater() {
        TableFeatures features = definition.features();
        if (features.timeToLive().isPresent() && !table.items().timeToLive().equals(features.timeToLive())) {
            setup.enableTimeToLive(features.timeToLive().get());
        }
        if (features.isRecoverable() && !table.items().continuousBackups().isOn()) {
            setup.enableRecovery();
        }
    }

    private CreationStep create() {
        try {
            return new CreationStep.Made(setup.create(definition.createRequest()));
        } catch (CallFailed failure) {
            if (!failure.code().equals("ResourceInUseException")) {
                throw failure;
            }
            return setup.find().map(this::judge).orElseGet(() -> new CreationStep.Unknown("not visible yet"));
        }
    }

    private CreationStep judge(RawDescription found) {
        try {
            if (mark.equals(setup.tags(found.table().arn()).get(CopiedTags.MARK))) {
                return new CreationStep.Made(found);
            }
            // DescribeTable may tell of a table before its tags can be read
            return found.isActive()
                    ? new CreationStep.Taken("was created by somebody else just now: it is left alone")
                    : new CreationStep.Unknown("its tags, which say who created it, cannot be read yet");
        } catch (CallFailed failure) {
            if (failure.isTableMissing()) {
                return new CreationStep.Unknown("its tags, which say who created it, cannot be read yet");
            }
            if (failure.isUnknownOperation()) {
                return byLooks(found);
            }
            if (failure.kind() == CallFailed.Kind.DENIED) {
                return new CreationStep.Taken("exists, and its tags, which say who created it, cannot be read: allow"
                        + " dynamodb:ListTagsOfResource (" + failure.said() + ")");
            }
            throw failure;
        }
    }

    private CreationStep byLooks(RawDescription found) {
        if (!found.isActive()) {
            return new CreationStep.Unknown(found.table().status());
        }
        boolean isOurs = definition.hasKeysOf(TableDefinition.of(found.json(), TableFeatures.NONE))
                && !found.table().createdAt().isBefore(begunAt)
                && table.items().firstItem().isOfEmptyTable();
        return isOurs
                ? new CreationStep.Made(found)
                : new CreationStep.Taken("was created by somebody else just now: it is left alone");
    }
}
