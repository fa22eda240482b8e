// SPDX-License-Identifier: Apache-2.0
package dynamofanout.demo;

import dynamofanout.input.InputObject;
import dynamofanout.launcher.console.Failures;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.local.LocalRuns;
import dynamofanout.launcher.show.Figures;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Request;
import dynamofanout.testing.Airports;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import dynamofanout.testing.LoopbackDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The demo: the real engine between two accounts of DynamoDB Local, over a wire that breaks now and then. */
final class Demo {
    static final String SOURCE = "111111111111";
    static final String TARGET = "222222222222";
    private static final double FAULT_SHARE = 0.05;

    private static final List<Fault> FAULTS =
            List.of(Fault.THROTTLED, Fault.SERVER_ERROR, Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.HALF_UNPROCESSED);

    private Demo() {}

    static int run(World world, Printer printer) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("fanout-demo");
        printer.line("Starting two DynamoDB accounts on 127.0.0.1 and loading the airports …");
        try (LoopbackDynamoDb server = LoopbackDynamoDb.start();
                DynamoDbClient source = server.client(SOURCE);
                DynamoDbClient target = server.client(TARGET)) {
            Airports.createTable(source);
            Airports.createTable(target);
            Airports.load(source, Integer.MAX_VALUE);
            int exit = copy(world.within(directory, profiles(server, directory), Demo::breaking), printer);
            return exit == 0 ? compare(source, target, printer) : exit;
        } finally {
            delete(directory);
        }
    }

    private static int copy(World world, Printer printer) throws InterruptedException {
        String request = "{\"source\": {\"environment\": \"production\", \"table\": \"" + Airports.TABLE
                + "\"}, \"target\": {\"environment\": \"development\"}, \"segments\": 8, \"workers\": 4}";
        printer.line("$ fanout copy --source production --target development --table Airports --local --segments 8"
                + " --workers 4 --yes     (5 % of the answers are faults)");
        try (var runs = new LocalRuns(world, printer, Optional.empty())) {
            return runs.copy(
                    (CopyRequest) Request.read(InputObject.parse("the request", request)), Optional.empty(), () -> {});
        }
    }

    private static int compare(DynamoDbClient source, DynamoDbClient target, Printer printer) {
        Map<List<AttributeValue>, Map<String, AttributeValue>> expected = items(source);
        Map<List<AttributeValue>, Map<String, AttributeValue>> actual = items(target);
        if (!expected.equals(actual)) {
            printer.line("The tables differ: " + expected.size() + " items in the source, " + actual.size()
                    + " in the target. This must not be: please report it.");
            return Failures.FAILED;
        }
        printer.line("Compared every item: all " + Figures.whole(actual.size()) + " are equal.");
        printer.line(String.join(
                System.lineSeparator(),
                "Try next:",
                "  fanout demo --stay                    two accounts for copies, queries and masks of your own",
                "  fanout copy --help                    what a copy can do",
                "  fanout copy --source A --target B --table T --local --dry-run",
                "                                        plan and price between two of your AWS profiles",
                "  docs/                                 how it works, and what it promises"));
        return 0;
    }

    private static Map<List<AttributeValue>, Map<String, AttributeValue>> items(DynamoDbClient client) {
        Map<List<AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
        client.scanPaginator(scan -> scan.tableName(Airports.TABLE).limit(1_000))
                .items()
                .forEach(item -> {
                    items.put(List.of(value(item, "country"), value(item, "icao")), item);
                });
        return items;
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).orElseThrow();
    }

    /** Writes an AWS config file with the profiles {@code production} and {@code development}. */
    static Path profiles(LoopbackDynamoDb server, Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("config"),
                server.profile("production", SOURCE) + server.profile("development", TARGET));
    }

    /** A client on which 5 % of the calls for items go wrong, by one of the five ways in turn of chance. */
    private static FaultyHttp breaking(World world, int connections) {
        return new FaultyHttp(world.http().apply(connections), (operation, request) -> {
            boolean isOfItems = operation.equals("Scan") || operation.equals("BatchWriteItem");
            if (!isOfItems || world.chance().getAsDouble() >= FAULT_SHARE) {
                return Fault.NONE;
            }
            Fault fault = FAULTS.get((int) (world.chance().getAsDouble() * FAULTS.size()));
            boolean canBe = fault != Fault.HALF_UNPROCESSED || operation.equals("BatchWriteItem");
            return canBe ? fault : Fault.SERVER_ERROR;
        });
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
