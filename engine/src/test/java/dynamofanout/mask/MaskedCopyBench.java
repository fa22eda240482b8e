// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.copy.CopySettings;
import dynamofanout.copy.ThrottleLog;
import dynamofanout.copy.WorkerRuntime;
import dynamofanout.item.Slice;
import dynamofanout.pace.Waiting;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.RunId;
import dynamofanout.request.TableRequest;
import dynamofanout.run.Control;
import dynamofanout.run.Estimate;
import dynamofanout.run.Phases;
import dynamofanout.run.Plan;
import dynamofanout.run.Plan.Selection;
import dynamofanout.run.PlannedMask;
import dynamofanout.run.PlannedTable;
import dynamofanout.run.Plans;
import dynamofanout.run.UnitPrices;
import dynamofanout.store.MemoryRunStore;
import dynamofanout.table.ItemTable;
import dynamofanout.table.ReadOptions;
import dynamofanout.table.TableClient;
import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.MemoryDynamo;
import dynamofanout.testing.TurnedClock;
import dynamofanout.twin.TwinSettings;
import dynamofanout.worker.Deadline;
import dynamofanout.worker.RunPaces;
import dynamofanout.worker.RunPaces.Sharing;
import dynamofanout.worker.RunSampling;
import dynamofanout.worker.SegmentWorker;
import dynamofanout.worker.TableIdentityCheck;
import dynamofanout.worker.WorkerParts;
import dynamofanout.worker.WorkerSettings;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * Prints the CPU-seconds that a worker needs for a million items of 1 KB with 11 attributes: as they are, and with five of
 * them masked. It is the real worker with the real client, whose calls are answered at once by the same bytes again and
 * again; TLS is not in it. Arguments: numbers of items.
 */
final class MaskedCopyBench {
    private static final int PAGE = 1_000;
    private static final String TAKEN =
            "{\"UnprocessedItems\":{},\"ConsumedCapacity\":[{\"TableName\":\"Target\"," + "\"CapacityUnits\":25.0}]}";

    private final MemoryDynamo tables = new MemoryDynamo().withTable("Source").withTable("Target");
    private final byte[] items;
    private final int pages;
    private int read;
    private long now = 1;

    private MaskedCopyBench(int pages) {
        this.pages = pages;
        var text = new StringBuilder("{\"Items\":[");
        List<Slice> some = MaskBench.items().subList(0, PAGE);
        some.forEach(item -> text.append(text.length() > 10 ? "," : "").append(item.text()));
        this.items = text.append(
                        "],\"Count\":1000,\"ScannedCount\":1000,\"ConsumedCapacity\":{\"CapacityUnits\":125.0}")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Masker masker = Masks.attributes(MaskBench.five(
                "{'token': 'customer'}",
                "{'email': 'customer'}",
                "{'shape': 'phone', 'keepLast': 2}",
                "{'name': 'full'}",
                "{'shiftDays': 30, 'by': 'id'}"));
        for (String number : arguments) {
            int pages = Integer.parseInt(number) / PAGE;
            for (int round = 0; round < 3; round++) {
                double plain = new MaskedCopyBench(pages).cpuSeconds(Optional.empty());
                double masked = new MaskedCopyBench(pages).cpuSeconds(Optional.of(masker));
                double millions = pages * PAGE / 1e6;
                System.out.printf(
                        Locale.ROOT,
                        "%,9d items: %.2f CPU-seconds a million plain, %.2f masked, %.2f times%n",
                        pages * PAGE,
                        plain / millions,
                        masked / millions,
                        masked / plain);
            }
        }
    }

    private double cpuSeconds(Optional<Masker> masker) throws InterruptedException {
        SegmentWorker worker = worker(masker);
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        worker.work(0);
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private SegmentWorker worker(Optional<Masker> masker) {
        var run = new RunId("bench");
        ItemTable source = table("Source");
        ItemTable target = table("Target");
        Plan plain = Plans.of(
                planned("production", source),
                planned("development", target),
                new Plan.Division(Selection.SCAN, 1, 1),
                Plans.costs(
                        new Estimate(1, 1_000, 1, 1, Optional.empty(), 1),
                        new UnitPrices(Optional.empty(), Optional.empty(), Optional.empty())));
        Optional<PlannedMask> mask = masker.map(each ->
                new PlannedMask(new PlannedMask.Source("m.json", false, "", ""), "*", List.of(), 0, true, true));
        Plan plan = Plans.with(plain, new Plan.ItemRules(mask, Optional.empty()));
        var request = new CopyRequest(
                new TableRequest("production", "Source"),
                new TableRequest("development", "Target"),
                Mode.OVERWRITE,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Ceilings.NONE,
                new Limits(Optional.empty(), 0),
                false,
                false);
        var store = new MemoryRunStore(new TurnedClock());
        store.create(run, request, plan, Control.first(run.text(), Ceilings.NONE, request.limits()));
        var identity = new TableIdentityCheck(
                List.of(
                        new TableIdentityCheck.Pinned(source, plan.source()),
                        new TableIdentityCheck.Pinned(target, plan.target())),
                Duration.ofHours(1),
                () -> now);
        Waiting waiting = (messages, nanos) -> {
            Runnable message = messages.poll();
            now += message == null ? nanos : 100_000;
            return message;
        };
        return new SegmentWorker(
                new WorkerParts(
                        run,
                        run.text(),
                        plan,
                        Phases.of(request, 1),
                        ReadOptions.PLAIN,
                        store,
                        source,
                        target,
                        masker,
                        identity,
                        new RunPaces(Sharing.WHOLE_RUN, 1, 1, now),
                        Runnable::run,
                        waiting,
                        new WorkerRuntime(() -> now, () -> 0.5, notice -> {}),
                        new ThrottleLog(notice -> {}),
                        CopySettings.of(8, 8 << 20),
                        TwinSettings.standard(),
                        new WorkerSettings(
                                Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ZERO, Duration.ofHours(1)),
                        saved -> {},
                        new RunSampling(store, run, Sharing.WHOLE_RUN, () -> 0.5, now),
                        () -> "worker"),
                0,
                Deadline.NONE);
    }

    private static PlannedTable planned(String environment, ItemTable table) {
        return new PlannedTable(
                environment,
                "111111111111",
                "eu-west-1",
                table.describe().arn(),
                PlannedTable.Identity.of(table.describe()),
                List.of(),
                0,
                0,
                "on demand");
    }

    private ItemTable table(String name) {
        var connection = new TableClient.Connection(
                identity -> URI.create("http://127.0.0.1:1"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                "eu-west-1",
                Duration.ofSeconds(10));
        return new ItemTable(
                new TableClient(
                        new Canned(), connection, new ScheduledThreadPoolExecutor(0), Clock.systemUTC(), () -> now),
                name);
    }

    /** The same page for every Scan, and every item of a batch taken. */
    private final class Canned implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return switch (FaultyHttp.operation(request)) {
                case "Scan" -> answer(page());
                case "BatchWriteItem" -> answer(TAKEN.getBytes(StandardCharsets.UTF_8));
                default -> tables.prepareRequest(request);
            };
        }

        private byte[] page() {
            String end = ++read < pages ? ",\"LastEvaluatedKey\":{\"id\":{\"S\":\"C-" + read + "\"}}}" : "}";
            byte[] tail = end.getBytes(StandardCharsets.UTF_8);
            byte[] page = Arrays.copyOf(items, items.length + tail.length);
            System.arraycopy(tail, 0, page, items.length, tail.length);
            return page;
        }

        private static ExecutableHttpRequest answer(byte[] body) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpFullResponse.builder()
                                    .statusCode(200)
                                    .putHeader("Content-Length", Integer.toString(body.length))
                                    .build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
