// SPDX-License-Identifier: Apache-2.0
package dynamofanout.demo;

import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.testing.Airports;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code fanout demo --stay}: keeps two accounts with several tables open until Ctrl-C, for commands in another
 * terminal.
 */
final class OpenAccounts {
    private OpenAccounts() {}

    static int run(World world, Printer printer) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("fanout-demo");
        var closed = new CountDownLatch(1);
        printer.line("Starting two DynamoDB accounts on 127.0.0.1 and loading four tables …");
        try (LoopbackDynamoDb server = LoopbackDynamoDb.start();
                DynamoDbClient source = server.client(Demo.SOURCE);
                DynamoDbClient target = server.client(Demo.TARGET)) {
            for (DynamoDbClient account : new DynamoDbClient[] {source, target}) {
                Airports.createTable(account);
                SampleTables.create(account);
            }
            Airports.load(source, Integer.MAX_VALUE);
            SampleTables.load(source, world.clock().instant());
            Path config = Demo.profiles(server, directory);
            Path fanoutJson = Files.writeString(directory.resolve("fanout.json"), "{\"environments\": {}}\n");
            world.interrupts().onFirst(closed::countDown);
            printer.line(String.join(
                    System.lineSeparator(),
                    "They stay open until Ctrl-C. Paste these two lines into another terminal:",
                    "",
                    "export AWS_CONFIG_FILE=" + config + " AWS_SHARED_CREDENTIALS_FILE=/dev/null",
                    "export FANOUT_CONFIG=" + fanoutJson,
                    "",
                    "Then try there:",
                    "  ./fanout tables production                      Airports, App (one table for several things),",
                    "                                                  Files (binary keys), Sessions (time to live)",
                    "  ./fanout copy production/Airports development   --mode changed, --skip-expired …; Ctrl-C and resume",
                    "  ./fanout compare production/Airports development",
                    "  ./fanout query production/App PK=CUSTOMER#C-17 'SK begins_with ORDER#'",
                    "  ./fanout mask suggest production/App            prints a mask file; copy --mask FILE goes by it",
                    "  ./fanout status"));
            closed.await();
            printer.line("Closing both accounts: their tables are gone.");
            return 0;
        } finally {
            Demo.delete(directory);
        }
    }
}
