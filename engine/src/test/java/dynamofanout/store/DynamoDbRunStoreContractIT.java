// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.run.RunStore;
import dynamofanout.testing.LoopbackDynamoDb;
import dynamofanout.testing.TurnedClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The deployed store keeps the contract of all stores. */
class DynamoDbRunStoreContractIT implements RunStoreContract {
    private static final LoopbackDynamoDb DB = LoopbackDynamoDb.start();
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final TurnedClock clock = new TurnedClock();
    private final DynamoDbClient client =
            RunTables.client(DB, "contract" + ACCOUNTS.incrementAndGet(), UrlConnectionHttpClient.create(), 3);
    private final RunStore store = new DynamoDbRunStore(RunTables.open(client, clock));

    @AfterAll
    static void stop() {
        DB.close();
    }

    @BeforeEach
    void createTable() {
        RunTables.create(client);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Override
    public RunStore store() {
        return store;
    }

    @Override
    public TurnedClock clock() {
        return clock;
    }

    @Override
    public String inSentences(String refusedPart) {
        return refusedPart.replace('-', '#');
    }
}
