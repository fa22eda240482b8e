// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import static dynamofanout.run.SampleRuns.FIRST;
import static dynamofanout.run.SampleRuns.RUN;
import static dynamofanout.run.SampleRuns.SECOND;
import static dynamofanout.run.SampleRuns.copied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.request.Ceilings;
import dynamofanout.request.CopyRequest;
import dynamofanout.request.Limits;
import dynamofanout.request.RunId;
import dynamofanout.run.Checkpoint;
import dynamofanout.run.Checkpoint.State;
import dynamofanout.run.Claim;
import dynamofanout.run.Control;
import dynamofanout.run.Counts;
import dynamofanout.run.Failure;
import dynamofanout.run.NotOwner;
import dynamofanout.run.Plan;
import dynamofanout.run.Plans;
import dynamofanout.run.Proposal;
import dynamofanout.run.RefusedItem;
import dynamofanout.run.RunRecord;
import dynamofanout.run.SampleRuns;
import dynamofanout.run.Stop;
import dynamofanout.run.StoreFailed;
import dynamofanout.run.Summary;
import dynamofanout.run.SummaryBuilder;
import dynamofanout.run.Superseded;
import dynamofanout.run.Totals;
import dynamofanout.run.UnitsUsed;
import dynamofanout.run.Verdict;
import dynamofanout.table.Filter;
import dynamofanout.testing.LoopbackDynamoDb;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What the deployed store does beyond the contract of all stores: calls, sizes, time to live, proposals. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DynamoDbRunStoreIT {
    private static final LoopbackDynamoDb DB = LoopbackDynamoDb.start();

    private final WiredRunStore wire = new WiredRunStore(DB, 3);
    private final DynamoDbRunStore store = wire.store();

    @AfterAll
    static void stop() {
        DB.close();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    // calls

    @Test
    void a_claim_reads_once_and_writes_once() {
        create();
        wire.calls();

        store.claim(RUN, 0, FIRST, "w1");

        assertThat(wire.calls()).containsExactly("BatchGetItem", "TransactWriteItems");
    }

    @Test
    void a_save_is_two_calls() {
        create();
        Checkpoint claimed = claim(0, "w1");
        wire.calls();

        store.save(RUN, next(claimed, 10), copied(10, 0));

        assertThat(wire.calls()).containsExactly("UpdateItem", "PutItem");
    }

    @Test
    void an_end_is_a_transaction_and_a_look_at_control() {
        create();
        Checkpoint claimed = claim(0, "w1");
        wire.calls();

        store.save(RUN, next(claimed, 10).released(State.DONE), copied(10, 0));

        assertThat(wire.calls()).containsExactly("TransactWriteItems", "BatchGetItem");
    }

    @Test
    void a_run_is_created_by_one_call_and_found_by_one() {
        create();
        assertThat(wire.calls()).containsExactly("TransactWriteItems");

        store.find(RUN);

        assertThat(wire.calls()).containsExactly("BatchGetItem");
    }

    @Test
    void a_change_of_nothing_writes_nothing() {
        create();
        wire.calls();

        Control control = store.adjust(RUN, now -> now);

        assertThat(control).isEqualTo(SampleRuns.control());
        assertThat(wire.calls()).containsExactly("GetItem");
    }

    @Test
    void a_segment_that_is_not_to_be_had_costs_one_read() {
        create();
        store.save(RUN, next(claim(0, "w1"), 1).released(State.DONE), copied(1, 0));
        wire.calls();

        store.claim(RUN, 0, FIRST, "w2");

        assertThat(wire.calls()).containsExactly("BatchGetItem");
    }

    // sizes

    @Test
    void control_with_everything_is_smaller_than_a_write_unit() {
        var run = new RunId("r".repeat(76));
        var most = new BigDecimal("1234567.25");
        var ceilings = new Ceilings(Optional.of(most), Optional.of(most), Optional.of(most));
        store.create(
                run,
                SampleRuns.request(),
                SampleRuns.plan(10_000),
                Control.first(run + "--2", ceilings, new Limits(Optional.of(most), 1_000_000)));
        long many = 123_456_789_012L;
        store.adjust(
                run,
                control -> new Control(
                        control.owner(),
                        Optional.of(new Stop(
                                Stop.Cause.BUDGET, "the run has used up the 1234567.25 dollars of --max-cost")),
                        ceilings,
                        control.limits(),
                        10_000,
                        10_000,
                        new Totals(
                                SampleRuns.counts(many, many, many, many, many, many, many, many, many, many, many),
                                new UnitsUsed(many + 0.1, many + 0.2, many + 0.3),
                                many,
                                many)));

        assertThat(sizeOf(item(run, "control"))).isLessThan(1_024);
    }

    @Test
    void keys_of_any_number_come_back_in_order_and_stand_in_small_items() {
        List<String> keys = numbered(20_000, n -> "{\"id\":{\"S\":\"ü\\n" + n + "x".repeat(40) + "\"}}");

        store.keepKeys(RUN, 17, keys);

        assertThat(store.keys(RUN, 17)).isEqualTo(keys);
        assertThat(names()).first().isEqualTo("keys#00017");
        assertThat(names()).hasSizeGreaterThan(4).allMatch(name -> name.startsWith("keys#00017"));
        assertItemsAreSmall();
    }

    @Test
    void keys_that_are_kept_again_are_those_that_were_kept_last() {
        store.keepKeys(RUN, 0, numbered(10_000, n -> "{\"id\":{\"S\":\"first " + n + "x".repeat(40) + "\"}}"));
        List<String> second = numbered(8_000, n -> "{\"id\":{\"S\":\"second " + n + "x".repeat(40) + "\"}}");

        store.keepKeys(RUN, 0, second);

        assertThat(store.keys(RUN, 0)).isEqualTo(second);
    }

    @Test
    void chunks_that_are_missing_are_a_failure_and_not_fewer_keys() {
        store.keepKeys(RUN, 0, numbered(10_000, n -> "{\"id\":{\"S\":\"" + n + "x".repeat(40) + "\"}}"));
        String chunk = names().get(1);
        wire.direct().deleteItem(request -> request.tableName(RunTables.NAME)
                .key(new PartKey(RUN.text(), chunk).attributes()));

        assertThatThrownBy(() -> store.keys(RUN, 0))
                .isInstanceOf(StoreFailed.class)
                .hasMessage(
                        "part keys#00000 of " + RUN + " in table FanoutRuns is damaged: of its 3 chunks 2 are there");
    }

    @Test
    void refused_items_settled_keys_a_request_and_a_plan_of_any_length_come_back() {
        List<RefusedItem> items = IntStream.range(0, 5_000)
                .mapToObj(
                        n -> new RefusedItem("{\"id\":{\"N\":\"" + n + "\"}}", "ValidationException", "r".repeat(100)))
                .toList();
        List<String> keys = numbered(10_000, n -> "{\"id\":{\"S\":\"" + n + "x".repeat(40) + "\"}}");
        CopyRequest request = withFilterValueOf(700_000);
        Plan plan = withWarnings(500_000);

        store.create(RUN, request, plan, SampleRuns.control());
        store.propose(RUN, request, plan);
        store.keepRefused(RUN, "refused-00000-e1-1", items);
        store.keepRefused(RUN, "refused-00000-e1-1", List.of());
        store.settle(RUN, new RunId("r1"), keys);
        store.settle(RUN, new RunId("r2"), List.of("{\"id\":{\"N\":\"1\"}}"));

        RunRecord found = store.find(RUN).orElseThrow();
        assertThat(found.request()).isEqualTo(request);
        assertThat(found.plan()).isEqualTo(plan);
        assertThat(store.proposal(RUN)).contains(new Proposal(request, plan));
        assertThat(store.refused(RUN, "refused-00000-e1-1")).isEqualTo(items);
        assertThat(store.settled(RUN)).hasSize(10_001).containsAll(keys);
        assertItemsAreSmall();
    }

    @Test
    void ten_thousand_checkpoints_are_read_in_seconds() {
        create();
        List<Checkpoint> written = writeCheckpoints(10_000);
        store.checkpoints(RUN); // the first reading compiles

        long start = System.nanoTime();

        List<Checkpoint> read = store.checkpoints(RUN);

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println(
                "10,000 checkpoints of " + sizeOf(item("segment#00000")) + " bytes read in " + took.toMillis() + " ms");
        assertThat(read).isEqualTo(written);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    // time to live

    @Test
    void every_item_lives_for_ninety_days_after_it_was_written() {
        writeEverything();

        var expires = BigDecimal.valueOf(Instant.parse("2027-02-22T10:15:00Z").getEpochSecond());
        assertThat(items())
                .extracting(item -> item.key().part().replaceFirst("#.*", ""))
                .contains("control", "request", "plan", "segment", "keys", "refused", "settled", "summary", "proposal")
                .contains("lock", "2026-11-24T10:15:00.000000000Z");
        assertThat(items())
                .allSatisfy(item -> assertThat(item.number("expires")).isEqualTo(expires));
    }

    @Test
    void saves_changes_and_a_new_owner_renew_control() {
        create();
        Checkpoint claimed = claim(0, "w1");
        List<Runnable> writes = List.of(
                () -> store.save(RUN, next(claimed, 10), copied(10, 0)),
                () -> store.adjust(RUN, control -> control.withTotals(copied(1, 0))),
                () -> store.claim(RUN, 1, FIRST, "w2"),
                () -> store.abandon(RUN, 2, FIRST, new Failure("Name", "reason")),
                () -> store.own(RUN, FIRST, DynamoDbRunStoreIT::resumed));

        for (Runnable write : writes) {
            wire.clock().turn(Duration.ofSeconds(10));
            write.run();

            long expires = wire.clock().instant().plus(RunTables.KEEP).getEpochSecond();
            assertThat(item("control").number("expires")).isEqualTo(BigDecimal.valueOf(expires));
        }
    }

    @Test
    void a_run_that_is_resumed_late_lives_on_as_a_whole() {
        writeEverything();
        wire.clock().turn(RunTables.KEEP.minusDays(2));

        assertThat(store.own(RUN, store.control(RUN).owner(), DynamoDbRunStoreIT::resumed))
                .isTrue();

        assertEverythingOfTheRunLivesAsLong();
    }

    @Test
    void the_end_of_a_run_sets_the_end_of_all_its_parts() {
        writeEverything();
        Summary summary = store.find(RUN).orElseThrow().summary().orElseThrow();
        wire.clock().turn(Duration.ofDays(10));

        store.finish(RUN, summary);

        assertEverythingOfTheRunLivesAsLong();
    }

    @Test
    void a_run_that_goes_on_for_long_is_renewed_by_one_of_its_workers() {
        create();
        store.keepKeys(RUN, 0, List.of("{}"));
        wire.clock().turn(RunTables.KEEP.dividedBy(2));

        store.claim(RUN, 0, FIRST, "w1");

        assertEverythingOfTheRunLivesAsLong();
    }

    private void assertEverythingOfTheRunLivesAsLong() {
        var expires =
                BigDecimal.valueOf(wire.clock().instant().plus(RunTables.KEEP).getEpochSecond());
        assertThat(items())
                .filteredOn(item -> item.key().run().equals(RUN.text()))
                .extracting(item -> item.key().part())
                .contains("control", "request", "plan");
        assertThat(items())
                .filteredOn(item -> item.key().run().equals(RUN.text()))
                .allSatisfy(item -> assertThat(item.number("expires")).isEqualTo(expires));
    }

    // totals

    @Test
    void totals_are_set_anew_to_the_last_digit() {
        create();
        Checkpoint claimed = claim(0, "w1");
        var odd = new Totals(Counts.NONE, new UnitsUsed(0.1, 1e-9, 1.0 / 3), 0, 0);
        store.save(RUN, next(claimed, 1), odd);
        store.save(RUN, next(next(claimed, 1), 2), odd);
        var sum = new Totals(Counts.NONE, new UnitsUsed(0.1 + 0.2, 2.5, 1e12 / 3), 4, 5);

        Control control = store.adjust(RUN, now -> now.withTotals(sum));

        assertThat(control.totals()).isEqualTo(sum);
        assertThat(store.control(RUN)).isEqualTo(control);
    }

    @Test
    void what_is_saved_between_reading_and_changing_is_not_lost() {
        create();
        Checkpoint next = next(claim(0, "w1"), 10);

        Control control = store.adjust(RUN, now -> {
            store.save(RUN, next, copied(10, 0));
            return now.withTotals(copied(100, 0)).stopping(new Stop(Stop.Cause.USER, "enough"));
        });

        assertThat(control.totals()).isEqualTo(copied(110, 0));
        assertThat(control.stop()).isPresent();
    }

    @Test
    void a_change_that_comes_between_is_seen_by_the_one_that_was_too_late() {
        create();
        var ceilings = new Ceilings(Optional.of(BigDecimal.TEN), Optional.empty(), Optional.empty());
        List<Control> seen = new ArrayList<>();

        store.adjust(RUN, now -> {
            if (seen.isEmpty()) {
                wire.store().adjust(RUN, other -> other.withCeilings(ceilings));
            }
            seen.add(now);
            return now.stopping(new Stop(Stop.Cause.USER, "enough"));
        });

        assertThat(seen).extracting(Control::ceilings).containsExactly(Ceilings.NONE, ceilings);
        assertThat(store.control(RUN).ceilings()).isEqualTo(ceilings);
        assertThat(store.control(RUN).stop()).isPresent();
    }

    @Test
    void a_claim_of_the_execution_before_that_comes_between_is_not_counted_for_the_new_owner() {
        create();
        List<Control> seen = new ArrayList<>();

        store.own(RUN, FIRST, now -> {
            if (seen.isEmpty()) {
                claim(0, "w1");
            }
            seen.add(now);
            return resumed(now);
        });

        assertThat(store.control(RUN).claimed()).isZero();
        assertThat(store.control(RUN).owner()).isEqualTo(SECOND);
    }

    // a segment that moves while it is claimed

    @Test
    void a_save_that_comes_between_is_where_the_claim_goes_on() {
        create();
        Checkpoint saved = next(claim(0, "w1"), 10);
        wire.before("TransactWriteItems", () -> store.save(RUN, saved, copied(10, 0)));

        Checkpoint claimed = claim(0, "w2");

        assertThat(claimed.epoch()).isEqualTo(2);
        assertThat(claimed.cursor()).isEqualTo(saved.cursor());
        assertThat(claimed.totals()).isEqualTo(saved.totals());
    }

    @Test
    void a_stop_that_comes_between_keeps_the_segment_unclaimed() {
        create();
        var stop = new Stop(Stop.Cause.USER, "enough");
        wire.before("TransactWriteItems", () -> store.adjust(RUN, control -> control.stopping(stop)));

        Claim claim = store.claim(RUN, 0, FIRST, "w1");

        assertThat(claim).isEqualTo(new Claim.RunStopped(stop));
        assertThat(store.checkpoint(RUN, 0)).isEmpty();
        assertThat(store.control(RUN).claimed()).isZero();
    }

    @Test
    void a_new_owner_that_comes_between_keeps_the_former_one_from_ending_a_segment() {
        create();
        Checkpoint claimed = claim(0, "w1");
        wire.before("TransactWriteItems", () -> store.own(RUN, FIRST, DynamoDbRunStoreIT::resumed));

        assertThatThrownBy(() -> store.save(RUN, next(claimed, 10).released(State.DONE), copied(10, 0)))
                .isInstanceOf(NotOwner.class);
        assertThat(store.checkpoint(RUN, 0)).contains(claimed);
        assertThat(store.control(RUN).totals()).isEqualTo(Totals.NONE);
    }

    @Test
    void a_worker_that_is_superseded_between_counting_and_saving_takes_back_what_it_counted() {
        create();
        Checkpoint claimed = claim(0, "w1");
        wire.before("PutItem", () -> claim(0, "w2"));

        assertThatThrownBy(() -> store.save(RUN, next(claimed, 10), copied(10, 0)))
                .isInstanceOf(Superseded.class);

        assertThat(store.control(RUN).totals()).isEqualTo(Totals.NONE);
        assertThat(store.checkpoint(RUN, 0).orElseThrow().worker()).isEqualTo("w2");
    }

    // lists and names

    @Test
    void a_run_may_be_called_like_the_list_of_runs() {
        var run = new RunId("runs");
        store.create(run, SampleRuns.request(), SampleRuns.plan(1), SampleRuns.control());
        store.claim(run, 0, FIRST, "w1");
        wire.clock().turn(Duration.ofMillis(1));
        create();

        assertThat(store.latest(10)).containsExactly(RUN, run);
        assertThat(store.find(run)).isPresent();
    }

    @Test
    void the_latest_of_more_runs_than_a_page_holds() {
        IntStream.range(0, 5).forEach(n -> {
            store.create(new RunId("run-" + n), SampleRuns.request(), SampleRuns.plan(1), SampleRuns.control());
            wire.clock().turn(Duration.ofNanos(1_000_001));
        });

        assertThat(store.latest(2)).containsExactly(new RunId("run-4"), new RunId("run-3"));
        assertThat(store.latest(100)).hasSize(5);
    }

    @Test
    void refused_items_of_all_parts_are_found_under_one_name() {
        assertThat(store.whereRefused(RUN, "refused-00017-e1-2")).isEqualTo("FanoutRuns/" + RUN + "/refused#");
        store.keepRefused(RUN, "refused-00017-e1-2", List.of());
        assertThat(names()).containsExactly("refused#00017#e1#2");
    }

    // proposals

    @Test
    void a_proposal_is_found_before_and_after_its_run_is_created_and_makes_no_run() {
        store.propose(RUN, SampleRuns.fullRequest(), SampleRuns.plan(7));
        var proposal = new Proposal(SampleRuns.fullRequest(), SampleRuns.plan(7));

        assertThat(store.proposal(RUN)).contains(proposal);
        assertThat(store.find(RUN)).isEmpty();
        assertThat(store.latest(10)).isEmpty();
        create();
        assertThat(store.proposal(RUN)).contains(proposal);
        assertThat(store.proposal(new RunId("another"))).isEmpty();
    }

    // what other versions wrote, what is damaged

    @ParameterizedTest
    @ValueSource(strings = {"control", "request", "plan", "summary", "segment#00000", "proposal"})
    void a_newer_version_s_part_is_refused(String part) {
        writeEverything();
        makeNewer(part);

        assertThatThrownBy(() -> {
                    store.find(RUN);
                    store.checkpoints(RUN);
                    store.proposal(RUN);
                })
                .isInstanceOf(StoreFailed.class)
                .hasMessage(
                        "part " + part + " of " + RUN + " in table FanoutRuns was written by a newer fanout (format 2,"
                                + " this one knows 1): use that version");
    }

    @Test
    void a_newer_version_s_control_is_neither_saved_to_nor_changed() {
        create();
        Checkpoint claimed = claim(0, "w1");
        makeNewer("control");
        RunPart before = item("control");

        assertThatThrownBy(() -> claim(1, "w2")).isInstanceOf(StoreFailed.class);
        assertThatThrownBy(() -> store.adjust(RUN, DynamoDbRunStoreIT::resumed)).isInstanceOf(StoreFailed.class);
        assertThatThrownBy(() -> store.own(RUN, FIRST, DynamoDbRunStoreIT::resumed))
                .isInstanceOf(StoreFailed.class);
        assertThatThrownBy(() -> store.abandon(RUN, 0, FIRST, new Failure("Name", "reason")))
                .isInstanceOf(StoreFailed.class);

        assertThat(item("control")).isEqualTo(before);
        assertThat(store.checkpoint(RUN, 0)).contains(claimed);
    }

    @Test
    void a_run_that_is_not_there_is_said_so() {
        assertThatThrownBy(() -> store.control(RUN))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("part control of " + RUN + " is not in table FanoutRuns: it was never written, or it has"
                        + " expired");
        assertThatThrownBy(() -> store.claim(RUN, 0, FIRST, "w1")).isInstanceOf(StoreFailed.class);
        assertThatThrownBy(() -> store.abandon(RUN, 0, FIRST, new Failure("Name", "reason")))
                .isInstanceOf(StoreFailed.class);
    }

    @Test
    void a_run_whose_plan_is_missing_is_said_so() {
        create();
        wire.direct().deleteItem(request -> request.tableName(RunTables.NAME)
                .key(PartKey.plan(RUN).attributes()));

        assertThatThrownBy(() -> store.find(RUN))
                .isInstanceOf(StoreFailed.class)
                .hasMessage("part plan of " + RUN + " is not in table FanoutRuns: it was never written, or it has"
                        + " expired");
    }

    private void create() {
        store.create(RUN, SampleRuns.request(), SampleRuns.plan(4), SampleRuns.control());
    }

    private Checkpoint claim(int segment, String worker) {
        return ((Claim.Held) store.claim(RUN, segment, FIRST, worker)).checkpoint();
    }

    private void writeEverything() {
        create();
        store.save(RUN, next(claim(0, "w1"), 10), copied(10, 0));
        store.keepKeys(RUN, 0, numbered(10_000, n -> "{\"id\":{\"S\":\"" + n + "x".repeat(40) + "\"}}"));
        store.keepRefused(RUN, "refused-00000-e1-1", List.of());
        store.settle(RUN, new RunId("r1"), List.of());
        store.propose(RUN, SampleRuns.request(), SampleRuns.plan(4));
        new TargetLock(wire.table()).lock("target", new LockHolder(RUN, FIRST), holder -> true);
        store.finish(
                RUN,
                new SummaryBuilder(Verdict.COMPLETE)
                        .totals(copied(10, 0))
                        .segments(4, 4)
                        .seconds(1)
                        .build());
    }

    /** Straight into the table, each claimed and saved. */
    private List<Checkpoint> writeCheckpoints(int count) {
        List<Checkpoint> checkpoints = IntStream.range(0, count)
                .mapToObj(segment -> next(Checkpoint.unclaimed(segment).claimedBy("worker-" + segment, FIRST), segment))
                .toList();
        for (int i = 0; i < count; i += 25) {
            List<WriteRequest> batch = checkpoints.subList(i, i + 25).stream()
                    .map(checkpoint -> new CheckpointItem(checkpoint, "token", false).part(RUN))
                    .map(part -> WriteRequest.builder()
                            .putRequest(
                                    PutRequest.builder().item(part.attributes()).build())
                            .build())
                    .toList();
            wire.direct().batchWriteItem(request -> request.requestItems(Map.of(RunTables.NAME, batch)));
        }
        return checkpoints;
    }

    private void makeNewer(String part) {
        var newer = new HashMap<>(item(part).attributes());
        newer.computeIfPresent("format", (name, one) -> AttributeValue.fromN("2"));
        for (String name : List.of("text", "json")) {
            newer.computeIfPresent(
                    name, (same, text) -> AttributeValue.fromS(text.s().replaceFirst("\"format\":1", "\"format\":2")));
        }
        wire.direct().putItem(request -> request.tableName(RunTables.NAME).item(newer));
    }

    private RunPart item(String part) {
        return item(RUN, part);
    }

    private RunPart item(RunId run, String part) {
        return RunPart.of(wire.direct()
                .getItem(request -> request.tableName(RunTables.NAME)
                        .key(new PartKey(run.text(), part).attributes())
                        .consistentRead(true))
                .item());
    }

    private List<RunPart> items() {
        return wire.direct().scanPaginator(request -> request.tableName(RunTables.NAME)).items().stream()
                .map(RunPart::of)
                .toList();
    }

    private List<String> names() {
        return items().stream().map(item -> item.key().part()).sorted().toList();
    }

    private void assertItemsAreSmall() {
        assertThat(items()).allSatisfy(item -> assertThat(sizeOf(item)).isLessThan(300_000));
    }

    /** As DynamoDB counts it, or a little more. */
    private static int sizeOf(RunPart item) {
        return item.attributes().entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey())
                        + switch (attribute.getValue().type()) {
                            case S -> utf8(attribute.getValue().s());
                            case N -> attribute.getValue().n().length() / 2 + 2;
                            default -> 1;
                        })
                .sum();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<String> numbered(int count, IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }

    private static CopyRequest withFilterValueOf(int characters) {
        CopyRequest full = SampleRuns.fullRequest();
        return new CopyRequest(
                full.source(),
                full.target(),
                full.mode(),
                Optional.of(new Filter(
                        "#a = :a", Map.of("#a", "a"), Map.of(":a", "{\"S\":\"" + "ü".repeat(characters) + "\"}"))),
                full.consistentRead(),
                full.segments(),
                full.workers(),
                full.ceilings(),
                full.limits(),
                full.dryRun(),
                false);
    }

    private static Plan withWarnings(int characters) {
        return Plans.with(SampleRuns.plan(4), List.of("w".repeat(characters), "😀".repeat(characters / 10)));
    }

    private static Checkpoint next(Checkpoint from, long read) {
        return from.advanced(Optional.of("{\"id\":{\"N\":\"" + read + "\"}}"), copied(read, 0), List.of());
    }

    private static Control resumed(Control control) {
        return control.resumedBy(SECOND, control.ceilings(), control.limits(), 0, Totals.NONE);
    }
}
