// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.environment.Access;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.environment.TableName;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.item.KeySchema;
import dynamofanout.pace.Waiting;
import dynamofanout.query.NotAnswered.Status;
import dynamofanout.table.CallFailed;
import dynamofanout.table.IndexDescription;
import dynamofanout.table.ItemTable;
import dynamofanout.table.KeyDenial;
import dynamofanout.table.OpenAccount;
import dynamofanout.table.OpenTable;
import dynamofanout.table.TableDescription;
import dynamofanout.table.TableOpener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Answers queries, page by page. Tables' keys are cached. If a request does not fit the cached keys, the table is
 * described again before the request is refused. Thread-safe.
 */
public final class Queries implements AutoCloseable {
    private static final Duration AGE = Duration.ofMinutes(1);

    private final QueryPermissions gate;
    private final TableOpener opener;
    private final KnownTables tables;
    private final RetryingReads retries;

    public Queries(
            QueryPermissions gate, TableOpener opener, LongSupplier nanoTime, DoubleSupplier chance, Waiting waiting) {
        this.gate = gate;
        this.opener = opener;
        this.tables = new KnownTables(opener, AGE, nanoTime);
        this.retries = new RetryingReads(nanoTime, chance, waiting);
    }

    /**
     * One page of the answer to a request, whose fields docs/reference.md describes.
     *
     * @param only the environment that may be queried; absent: any
     * @throws NotAnswered for any failure
     */
    public Answer answer(InputObject request, Optional<String> only, AnswerLimits bounds) {
        return answer(() -> QueryRequest.read(request), only, bounds);
    }

    /** One page of all items: a request without keys and order. For callers with their own credentials. */
    public Answer scan(InputObject request, AnswerLimits bounds) {
        return answer(() -> QueryRequest.readScan(request), Optional.empty(), bounds);
    }

    private Answer answer(Supplier<QueryRequest> request, Optional<String> only, AnswerLimits bounds) {
        try {
            QueryRequest asked = request.get();
            gate.requireEnvironment(asked.environment(), only);
            OpenTable table = open(asked.environment(), asked.table());
            return answer(asked, table, bounds);
        } catch (BadInput bad) {
            throw NotAnswered.badRequest(bad);
        } catch (CredentialFailure failure) {
            throw new NotAnswered(Status.FAILED, String.valueOf(failure.getMessage()), failure);
        }
    }

    /** The description of a table (DescribeTable). */
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

    /**
     * The description of a table by DescribeTable and similar calls. Details that cannot be found out do not make it
     * fail.
     */
    public TableDetails details(String environment, String table, AnswerLimits bounds) {
        TableDescription description = describe(environment, table, bounds);
        OpenTable opened = open(environment, table);
        return new TableDetails(
                description,
                ask("DescribeTable", opened, bounds, ItemTable::settings),
                find("DescribeTimeToLive", opened, bounds, ItemTable::timeToLive),
                find("DescribeContinuousBackups", opened, bounds, items -> items.continuousBackups()
                        .isOn()));
    }

    private <T> TableDetails.Finding<T> find(
            String action, OpenTable table, AnswerLimits bounds, Function<ItemTable, T> question) {
        try {
            return TableDetails.Finding.of(retries.ask(bounds.endNanos(), () -> question.apply(table.items())));
        } catch (CallFailed failure) {
            return TableDetails.Finding.none(
                    failure.isUnknownOperation()
                            ? "this endpoint does not say"
                            : failure.code().startsWith("AccessDenied")
                                    ? "no permission for dynamodb:" + action
                                    : failure.reason());
        }
    }

    /**
     * The tables of an environment with their descriptions. For callers with their own credentials.
     *
     * @param pattern that names must match; absent: all
     * @param atOnce tables that are described at a time
     */
    public List<TableLook> tables(String environment, Optional<String> pattern, AnswerLimits bounds, int atOnce) {
        try (OpenAccount account = opener.openAccount(environment)) {
            try {
                return new TableListing(account, retries, bounds.endNanos(), atOnce).of(pattern);
            } catch (CallFailed failure) {
                throw notAnswered("ListTables", account.access(), "environment " + environment, failure);
            }
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
            return new Pager(table.items(), question, bounds, retries).page();
        } catch (CallFailed failure) {
            throw notAnswered(asked.keys().isPresent() ? "Query" : "Scan", table, failure);
        }
    }

    private TableDescription look(OpenTable table, AnswerLimits bounds) {
        return ask("DescribeTable", table, bounds, ItemTable::describe);
    }

    private <T> T ask(String action, OpenTable table, AnswerLimits bounds, Function<ItemTable, T> question) {
        try {
            return retries.ask(bounds.endNanos(), () -> question.apply(table.items()));
        } catch (CallFailed failure) {
            throw notAnswered(action, table, failure);
        }
    }

    private static boolean hasSameKeys(TableDescription before, TableDescription now) {
        return before.id().equals(now.id())
                && before.key().equals(now.key())
                && keys(before).equals(keys(now));
    }

    /** The keys of indexes, without the counts, which change all the time. */
    private static Map<String, KeySchema> keys(TableDescription table) {
        return table.indexes().stream().collect(Collectors.toMap(IndexDescription::name, IndexDescription::key));
    }

    private NotAnswered notAnswered(String action, OpenTable table, CallFailed failure) {
        if (failure.code().equals("ResourceNotFoundException")) {
            return new NotAnswered(
                    Status.NOT_FOUND,
                    "table",
                    table.words() + " does not exist (Region " + table.access().region() + ")"
                            + gate.nearNames().hint(table));
        }
        return notAnswered(action, table.access(), table.words(), failure);
    }

    private static NotAnswered notAnswered(String action, Access access, String words, CallFailed failure) {
        Optional<String> login = CredentialFailure.sentence(access, failure)
                .or(() -> KeyDenial.sentence(words, failure))
                .or(() -> CredentialFailure.sentence(access, failure.code()));
        if (login.isPresent()) {
            return new NotAnswered(Status.FAILED, login.get(), failure);
        }
        return switch (failure.kind()) {
            case THROTTLED ->
                new NotAnswered(Status.THROTTLED, words + " is throttled: ask again in a moment", failure);
            case REJECTED ->
                new NotAnswered(Status.BAD_REQUEST, words + " cannot be asked so: " + failure.said(), failure);
            case TRANSIENT, NOT_SENT ->
                new NotAnswered(Status.FAILED, words + " cannot be asked now: " + failure.reason(), failure);
            case DENIED ->
                new NotAnswered(
                        Status.FAILED,
                        failure.code().startsWith("AccessDenied")
                                ? "no permission for dynamodb:" + action + " on " + words + said(failure)
                                : words + " cannot be asked: " + failure.reason(),
                        failure);
        };
    }

    private static String said(CallFailed failure) {
        return failure.said().isEmpty() ? "" : " (" + failure.said() + ")";
    }
}
