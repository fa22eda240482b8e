package dynamofanout.launcher.create;

import dynamofanout.definition.CreateRequest;
import dynamofanout.definition.DefinitionLanguage;
import dynamofanout.definition.TableDefinition;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.TableCalls;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.show.Figures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Creates one table, waits until it and its indexes can be used, and sets TTL and point-in-time recovery. A table that is
 * there already is never changed: only the tag that CreateTable itself sets says that a table is this creation's own.
 */
final class TableCreation {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final World world;
    private final Printer printer;
    private final TableCalls calls;
    private final TableDefinition table;
    private final String place;
    private final LinkedBlockingQueue<Runnable> interrupts = new LinkedBlockingQueue<>();

    /** @param place in words, for messages */
    TableCreation(World world, Printer printer, TableCalls calls, TableDefinition table, String place) {
        this.world = world;
        this.printer = printer;
        this.calls = calls;
        this.table = table;
        this.place = place;
    }

    /**
     * Refuses a name that is taken.
     *
     * @throws BadInput if there is such a table
     */
    void requireMissing() {
        if (calls.describe(table.name()).isPresent()) {
            throw new BadInput(words() + " is there already, and fanout never changes an existing table");
        }
    }

    /** The new table; empty when a Ctrl-C came first. */
    Optional<TableDescription> carryOut() throws InterruptedException {
        world.interrupts().onFirst(() -> interrupts.add(() -> {}));
        long end = world.nanoTime().getAsLong() + LONGEST.toNanos();
        while (!isBegun()) {
            printer.progress("waiting: this account creates as many tables and indexes at a time as it may");
            if (!pause(end)) {
                printer.line("Not begun: no table is created");
                return Optional.empty();
            }
        }
        while (true) {
            Optional<TableDescription> found = calls.describe(table.name());
            if (found.filter(TableCreation::isUsable).isPresent()) {
                setLater();
                return found;
            }
            printer.progress("creating " + words() + ": "
                    + found.map(TableDescription::tableStatusAsString).orElse("not to be seen yet") + ", "
                    + Figures.time((LONGEST.toNanos() - (end - world.nanoTime().getAsLong())) / 1e9));
            if (!pause(end)) {
                printer.line("Left alone: " + words() + " is being created" + stillToSet());
                return Optional.empty();
            }
        }
    }

    private String words() {
        return "table " + table.name() + " in " + place;
    }

    private String stillToSet() {
        var text = new StringJoiner(System.lineSeparator() + "  ", ". Once it is ACTIVE, set the rest by\n  ", "")
                .setEmptyValue("");
        DefinitionLanguage.laterCommands(table).forEach(text::add);
        return text.toString();
    }

    /** False when others are in the way. The SDK may have sent the call twice: then the table is there, with our tag. */
    private boolean isBegun() {
        return calls.call("CreateTable", table.name(), () -> {
            try {
                calls.client().createTable(CreateRequest.of(table));
                return true;
            } catch (LimitExceededException e) {
                return false;
            } catch (ResourceInUseException e) {
                if (isOurs()) {
                    return true;
                }
                throw new BadInput(words() + " was created by somebody else just now: it is left alone");
            }
        });
    }

    private boolean isOurs() {
        try {
            Optional<TableDescription> found = calls.describe(table.name());
            return found.isPresent()
                    && calls
                            .client()
                            .listTagsOfResource(
                                    request -> request.resourceArn(found.get().tableArn()))
                            .tags()
                            .stream()
                            .anyMatch(tag -> tag.key().equals(CreateCommand.MARK)
                                    && Map.entry(tag.key(), tag.value())
                                            .equals(Map.entry(
                                                    CreateCommand.MARK,
                                                    table.features().tags().get(CreateCommand.MARK))));
        } catch (SdkException cannotTell) {
            return false;
        }
    }

    private static boolean isUsable(TableDescription found) {
        return found.tableStatus() == TableStatus.ACTIVE
                && found.globalSecondaryIndexes().stream()
                        .map(GlobalSecondaryIndexDescription::indexStatus)
                        .allMatch(status -> status == IndexStatus.ACTIVE);
    }

    private void setLater() {
        String name = table.name();
        table.features()
                .timeToLive()
                .ifPresent(attribute -> calls.call("UpdateTimeToLive", name, () -> calls.client()
                        .updateTimeToLive(request -> request.tableName(name)
                                .timeToLiveSpecification(
                                        ttl -> ttl.attributeName(attribute).enabled(true)))));
        if (table.features().isRecoverable()) {
            calls.call("UpdateContinuousBackups", name, () -> calls.client()
                    .updateContinuousBackups(request -> request.tableName(name)
                            .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true))));
        }
    }

    /** @return false when a Ctrl-C came, or it takes too long */
    private boolean pause(long end) throws InterruptedException {
        return world.nanoTime().getAsLong() < end && world.waiting().next(interrupts, BETWEEN_LOOKS.toNanos()) == null;
    }
}
