package dynamofanout.query;

import dynamofanout.environment.CredentialFailure;
import dynamofanout.environment.TableName;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.KeySchema;
import dynamofanout.pace.Waiting;
import dynamofanout.query.NotAnswered.Status;
import dynamofanout.table.CallFailed;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Answers queries, page by page. A table's keys are remembered; where a request does not fit what is remembered, the
 * table is looked at again before it is refused. Thread-safe.
 */
public final class Queries implements AutoCloseable {
    private static final Duration AGE = Duration.ofMinutes(1);

    private final QueryPermissions gate;
    private final KnownTables tables;
    private final RetryingReads patience;

    public Queries(
            QueryPermissions gate, TableOpener opener, LongSupplier nanoTime, DoubleSupplier chance, Waiting waiting) {
        this.gate = gate;
        this.tables = new KnownTables(opener, AGE, nanoTime);
        this.patience = new RetryingReads(nanoTime, chance, waiting);
    }

    /**
     * One page of the answer to a request as CONTRACT has it.
     *
     * @param only the environment that may be asked; absent: any
     * @throws NotAnswered whatever is wrong
     */
    public Answer answer(InputObject request, Optional<String> only, AnswerLimits bounds) {
        try {
            QueryRequest asked = QueryRequest.read(request);
            gate.requireEnvironment(asked.environment(), only);
            OpenTable table = open(asked.environment(), asked.table());
            return answer(asked, table, bounds);
        } catch (BadInput bad) {
            throw NotAnswered.badRequest(bad);
        } catch (CredentialFailure failure) {
            throw new NotAnswered(Status.FAILED, String.valueOf(failure.getMessage()), failure);
        }
    }

    /** What DescribeTable says of a table. */
    public TableDescription describe(String environment, String table, AnswerLimits bounds) {
        try {
            gate.requireEnvironment(environment, Optional.empty());
            OpenTable opened = open(environment, table);
            return tables.describe(opened, () -> look(opened, bounds));
        } catch (BadInput bad) {
            throw NotAnswered.badRequest(bad);
        } catch (CredentialFailure failure) {
            throw new NotAnswered(Status.FAILED, String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public void close() {
        tables.close();
    }

    private OpenTable open(String environment, String table) {
        gate.requireTable(environment, TableName.parse(table));
        return tables.open(environment, table);
    }

    private Answer answer(QueryRequest asked, OpenTable table, AnswerLimits bounds) {
        TableDescription known = tables.describe(table, () -> look(table, bounds));
        try {
            return page(asked, table, known, bounds);
        } catch (BadInput | NotAnswered refused) {
            boolean mayFitNow = refused instanceof BadInput
                    || (refused instanceof NotAnswered no && no.status() == Status.BAD_REQUEST);
            if (!mayFitNow) {
                throw refused;
            }
            TableDescription now = tables.describeAgain(table, () -> look(table, bounds));
            if (hasSameKeys(known, now)) {
                throw refused;
            }
            return page(asked, table, now, bounds);
        }
    }

    private Answer page(QueryRequest asked, OpenTable table, TableDescription known, AnswerLimits bounds) {
        ResolvedQuery question = ResolvedQuery.of(asked, known);
        try {
            return new Pager(table.items(), question, bounds, patience).page();
        } catch (CallFailed failure) {
            throw notAnswered("Query", table, failure);
        }
    }

    private TableDescription look(OpenTable table, AnswerLimits bounds) {
        try {
            return patience.ask(bounds.endNanos(), () -> table.items().describe());
        } catch (CallFailed failure) {
            throw notAnswered("DescribeTable", table, failure);
        }
    }

    private static boolean hasSameKeys(TableDescription before, TableDescription now) {
        return before.id().equals(now.id())
                && before.key().equals(now.key())
                && keys(before).equals(keys(now));
    }

    /** Keys of indexes, without the counts that change all the time. */
    private static Map<String, KeySchema> keys(TableDescription table) {
        return table.indexes().stream().collect(Collectors.toMap(IndexDescription::name, IndexDescription::key));
    }

    private static NotAnswered notAnswered(String action, OpenTable table, CallFailed failure) {
        Optional<String> login = CredentialFailure.sentence(table.access(), failure)
                .or(() -> CredentialFailure.sentence(table.access(), failure.code()));
        if (login.isPresent()) {
            return new NotAnswered(Status.FAILED, login.get(), failure);
        }
        return switch (failure.kind()) {
            case THROTTLED ->
                new NotAnswered(Status.THROTTLED, table.words() + " is throttled: ask again in a moment", failure);
            case REJECTED -> rejected(table, failure);
            case TRANSIENT, NOT_SENT ->
                new NotAnswered(
                        Status.FAILED,
                        table.words() + " did not answer well: " + failure.code() + "; ask again",
                        failure);
            case DENIED -> denied(action, table, failure);
        };
    }

    private static NotAnswered rejected(OpenTable table, CallFailed failure) {
        return new NotAnswered(Status.BAD_REQUEST, table.words() + " cannot be asked so: " + failure.said(), failure);
    }

    private static NotAnswered denied(String action, OpenTable table, CallFailed failure) {
        if (failure.code().equals("ResourceNotFoundException")) {
            return new NotAnswered(
                    Status.NOT_FOUND,
                    "table",
                    table.words() + " does not exist (Region " + table.access().region() + ")");
        }
        return new NotAnswered(
                Status.FAILED,
                failure.code().startsWith("AccessDenied")
                        ? "no permission for dynamodb:" + action + " on " + table.words()
                        : table.words() + " cannot be asked: " + failure.code(),
                failure);
    }
}
