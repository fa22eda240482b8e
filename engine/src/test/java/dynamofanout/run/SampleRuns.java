// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.input.InputObject;
import dynamofanout.item.KeyAttribute;
import dynamofanout.item.KeySchema;
import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.Mode;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.request.TableRequest;
import dynamofanout.table.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Requests, plans and controls of runs that copy Orders from production to development. */
public final class SampleRuns {
    public static final RunId RUN = new RunId("Orders-20261124-101500-4f2a");

    /** Name of the run's first execution. */
    public static final String FIRST = RUN.text();

    /** Name of the run's second execution. */
    public static final String SECOND = RUN.text() + "--2";

    public static final PlannedTable SOURCE = table("production", "111111111111");
    public static final PlannedTable TARGET = table("development", "222222222222");

    private SampleRuns() {}

    /** A copy with nothing but its tables. */
    public static CopyRequest request() {
        return new CopyRequest(
                new TableRequest("production", "Orders"),
                new TableRequest("development", "Orders"),
                Mode.OVERWRITE,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Ceilings.NONE,
                new Limits(Optional.empty(), Limits.DEFAULT_MAX_REFUSED),
                false,
                false);
    }

    /** A copy with everything, numbers of 38 digits among it. */
    public static CopyRequest fullRequest() {
        return new CopyRequest(
                new TableRequest("production", "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders"),
                new TableRequest("development", "Orders"),
                Mode.OVERWRITE,
                Optional.of(new Filter(
                        "#total > :least and contains(#tags, :tag)",
                        Map.of("#total", "total \"gross\"", "#tags", "tags"),
                        Map.of(
                                ":least", "{\"N\":\"12345678901234567890123456789012345678\"}",
                                ":tag", "{\"S\":\"ü\\n\"}"))),
                true,
                Optional.of(17),
                Optional.of(3),
                new Ceilings(
                        Optional.of(new BigDecimal("100")), Optional.empty(), Optional.of(new BigDecimal("2500.5"))),
                new Limits(Optional.of(new BigDecimal("2.5")), 12),
                true,
                false);
    }

    /** A plan of so many segments. */
    public static Plan plan(int segments) {
        Plan plain = Plans.of(
                SOURCE,
                TARGET,
                new Plan.Division(Plan.Selection.SCAN, segments, Math.min(4, segments)),
                Plans.costs(
                        new Estimate(1_000, 1_024_000, 125.5, 1_000, Optional.of(0.1 + 0.2), 12.5),
                        new UnitPrices(Optional.of(1.25e-7), Optional.empty(), Optional.of(6.25e-7))));
        return Plans.with(
                plain, List.of("the target is not empty: items with the same key are overwritten, all others stay"));
    }

    /** Control of a run that has just been created. */
    public static Control control() {
        return Control.first(FIRST, Ceilings.NONE, new Limits(Optional.empty(), Limits.DEFAULT_MAX_REFUSED));
    }

    /** So many items were read, and written but for those refused; half a unit each at the source, one at the target. */
    public static Totals copied(long read, long refused) {
        return new Totals(
                Counts.ofPage(read, 0, 0).plus(Counts.settled(read - refused, refused)),
                new UnitsUsed(read / 2.0, 0, read - refused),
                0,
                0);
    }

    /** So many items were read, and so many had each fate, in the order of {@link Fate}; none of those left out. */
    public static Counts counts(long read, long... fates) {
        Counts counts = Counts.ofPage(read, 0, 0);
        int next = 0;
        for (Fate fate : Fate.values()) {
            counts = counts.plus(fate, next < fates.length ? fates[next] : 0);
            next++;
        }
        return counts;
    }

    /** A set of so many tables, App-1, App-2 … */
    public static TableSet set(Instant startedAt, int tables) {
        var id = new RunId("set-20261124-101500-4f2a");
        Request request = Request.read(InputObject.parse(
                "the request",
                "{\"source\":{\"environment\":\"production\",\"table\":\"App-*\"},"
                        + "\"target\":{\"environment\":\"development\"},\"maxCost\":12.5}"));
        List<TableSet.Member> runs = IntStream.rangeClosed(1, tables)
                .mapToObj(number -> new TableSet.Member(
                        id.ofSet(number),
                        "App-" + number,
                        "App-" + number,
                        Optional.of(0.25 * number),
                        Optional.empty()))
                .toList();
        return new TableSet(
                id,
                startedAt,
                id.text(),
                request,
                runs,
                Optional.of(new Stop(Stop.Cause.USER, "stopped by fanout stop")),
                Ceilings.NONE,
                new Limits(Optional.of(new BigDecimal("12.5")), 10));
    }

    private static PlannedTable table(String environment, String account) {
        return new PlannedTable(
                environment,
                account,
                "eu-west-1",
                "Orders",
                new PlannedTable.Identity(
                        "arn:aws:dynamodb:eu-west-1:" + account + ":table/Orders",
                        "id-" + environment,
                        "2026-11-24T10:15:00Z",
                        new KeySchema(
                                List.of(new KeyAttribute("customer", "S")), List.of(new KeyAttribute("order", "N")))),
                List.of("ByDate: date (S), ALL"),
                1_000,
                1_024_000,
                "on demand");
    }
}
