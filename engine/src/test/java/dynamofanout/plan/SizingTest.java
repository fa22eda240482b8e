// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.Ceilings;
import dynamofanout.table.Throughput;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SizingTest {
    private static final Throughput ON_DEMAND = new Throughput(true, 0, 0, 0);
    private static final long MB = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        // on demand, most write units, warm write units -> units a second
        "true, 0, 0, 40000",
        "true, 0, 4000, 4000",
        "true, 500, 4000, 500",
        "false, 25, 0, 25"
    })
    void a_target_takes_what_it_is_set_to_else_what_it_is_warmed_up_to_else_the_quota(
            boolean isOnDemand, double writes, double warm, double capacity) {
        assertThat(Sizing.capacity(new Throughput(isOnDemand, 0, writes, warm))).isEqualTo(capacity);
    }

    @ParameterizedTest
    @CsvSource({
        // write units of the target, most workers -> workers
        "1, 16, 1",
        "1000, 16, 1",
        "1001, 16, 2",
        "4000, 16, 4",
        "40000, 16, 16",
        "40000, 1000, 40",
        "1000000, 1000, 100"
    })
    void a_deployed_worker_for_each_thousand_units_of_the_target(double writes, int most, int workers) {
        var target = new Throughput(false, 0, writes, 0);
        WorkerHost home = WorkerHost.deployed(most, "us-east-1", 512);

        assertThat(Sizing.workers(Optional.empty(), target, 0, Ceilings.NONE, home))
                .isEqualTo(workers);
    }

    @ParameterizedTest
    @CsvSource({
        // GB of the table, provisioned write units, warm write units -> workers
        "0, 0, 0, 32",
        "1, 0, 4000, 32",
        "320, 0, 0, 32",
        "321, 0, 0, 33",
        "500, 0, 0, 50",
        "100000, 0, 0, 64",
        "1, 0, 40000, 40",
        "1, 50000, 0, 50",
        "1, 1000, 0, 32",
        "1, 500, 0, 20",
        "1, 5, 0, 1"
    })
    void as_many_local_workers_as_the_target_may_have_partitions(
            long gigabytes, double writes, double warm, int workers) {
        var target = new Throughput(writes == 0, 0, writes, warm);

        assertThat(Sizing.workers(Optional.empty(), target, gigabytes << 30, Ceilings.NONE, WorkerHost.local(64)))
                .isEqualTo(workers);
    }

    @Test
    void as_many_workers_as_were_asked_for() {
        assertThat(Sizing.workers(
                        Optional.of(200), new Throughput(false, 0, 5, 0), 0, Ceilings.NONE, WorkerHost.local(16)))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        // ceiling of reads, of writes -> workers of 16 wanted
        "10, 10, 1",
        "24.9, 1000, 1",
        "1000, 50, 2",
        "99, 1000, 3",
        "1000, 1000, 16"
    })
    void so_few_workers_that_each_has_twenty_five_units_a_second_of_the_ceilings(
            BigDecimal reads, BigDecimal writes, int workers) {
        var ceilings = new Ceilings(Optional.of(reads), Optional.empty(), Optional.of(writes));

        assertThat(Sizing.workers(Optional.of(16), ON_DEMAND, 0, ceilings, WorkerHost.local(16)))
                .isEqualTo(workers);
        assertThat(Sizing.workers(Optional.empty(), ON_DEMAND, 0, ceilings, WorkerHost.local(16)))
                .isEqualTo(workers);
    }

    @ParameterizedTest
    @CsvSource({"100, 1", "500, 1", "999, 1", "4000, 8", "40000, 40", "1000000, 40"})
    void so_few_deployed_workers_that_each_has_five_hundred_write_units_a_second(BigDecimal writes, int workers) {
        var ceilings = new Ceilings(Optional.empty(), Optional.empty(), Optional.of(writes));
        WorkerHost home = WorkerHost.deployed(100, "us-east-1", 512);

        assertThat(Sizing.workers(Optional.empty(), ON_DEMAND, 0, ceilings, home))
                .isEqualTo(workers);
        assertThat(Sizing.workers(Optional.of(4), ON_DEMAND, 0, ceilings, home)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        // MB of the table, workers -> segments
        "0, 16, 1",
        "1, 16, 1",
        "4, 16, 1",
        "5, 16, 2",
        "60, 16, 15",
        "100, 16, 32",
        "1024, 16, 64",
        "8192, 16, 64",
        "16384, 16, 128",
        "102400, 16, 800",
        "102401, 16, 816",
        "100000000, 16, 10000",
        "100000000, 32, 9984",
        "1024, 1, 8",
        "100, 1, 4"
    })
    void segments_are_of_128_mb_and_of_a_smaller_table_so_many_that_workers_are_balanced(
            long megabytes, int workers, int segments) {
        assertThat(Sizing.segments(Optional.empty(), megabytes * MB, workers)).isEqualTo(segments);
    }

    @Test
    void as_many_segments_as_were_asked_for() {
        assertThat(Sizing.segments(Optional.of(7), 1L << 50, 100)).isEqualTo(7);
    }
}
