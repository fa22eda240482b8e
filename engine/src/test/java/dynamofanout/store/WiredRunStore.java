// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.pace.Waiting;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.LoopbackDynamoDb;
import dynamofanout.testing.TurnedClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A run table of its own at DynamoDB Local, on a wire that keeps a list of the calls and on which faults are planned.
 * Waits are recorded and take no time; chance always says one half.
 */
public final class WiredRunStore implements AutoCloseable {
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final TurnedClock clock = new TurnedClock();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, Runnable> actions = new ConcurrentHashMap<>();
    private final DynamoDbClient direct;
    private final DynamoDbClient client;

    /** @param tries of the SDK's client for one call; 1 tries nothing again */
    public WiredRunStore(LoopbackDynamoDb db, int tries) {
        String account = "wired" + ACCOUNTS.incrementAndGet();
        direct = RunTables.client(db, account, UrlConnectionHttpClient.create(), 3);
        RunTables.create(direct);
        var http = new FaultyHttp(UrlConnectionHttpClient.create(), (operation, request) -> {
            calls.add(operation);
            Optional.ofNullable(actions.remove(operation)).ifPresent(Runnable::run);
            Deque<Fault> planned = faults.getOrDefault(operation, new ArrayDeque<>());
            synchronized (this) {
                return planned.isEmpty() ? Fault.NONE : planned.removeFirst();
            }
        });
        client = RunTables.client(db, account, http, tries);
    }

    public DynamoDbRunStore store() {
        return new DynamoDbRunStore(table());
    }

    public RunTableItems table() {
        Waiting recorded = (messages, nanos) -> {
            waits.add(Duration.ofNanos(nanos));
            return messages.poll();
        };
        return new RunTableItems(client, RunTables.NAME, clock, RunTables.KEEP, new ConflictRetry(recorded, () -> 0.5));
    }

    public TurnedClock clock() {
        return clock;
    }

    /** A client whose calls are neither listed nor disturbed. */
    public DynamoDbClient direct() {
        return direct;
    }

    /** What befalls the next calls of an operation, one after another. */
    public void befall(String operation, Fault... next) {
        faults.put(operation, new ArrayDeque<>(List.of(next)));
    }

    /** What another does just before the next call of an operation. */
    public void before(String operation, Runnable action) {
        actions.put(operation, action);
    }

    /** Operations in the order in which they were called, since the last time this was asked. */
    public List<String> calls() {
        List<String> since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public void close() {
        client.close();
        direct.close();
    }
}
