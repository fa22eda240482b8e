// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.Ceilings;
import dynamofanout.run.OwnCost;
import dynamofanout.run.OwnPrices;
import dynamofanout.table.Throughput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The tables of docs/cost.md are what the planner would say; a failure shows how they must read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CostTableTest {
    private static final Path DOCUMENT = Path.of("../docs/cost.md");
    private static final Throughput QUOTA = new Throughput(true, 0, 0, 0);
    private static final double READ_UNITS = 1.0 / 8;

    @Test
    void copies_of_small_and_large_tables() throws IOException {
        var lines = new StringJoiner("\n");
        for (long items : new long[] {1_000_000L, 100_000_000L, 10_000_000_000L}) {
            for (int rate : new int[] {500, 4_000, 40_000}) {
                lines.add(row(items, rate));
            }
        }

        assertThat(Files.readString(DOCUMENT)).contains(lines.toString());
    }

    @Test
    void what_one_worker_costs_at_its_pace_and_memory() throws IOException {
        var lines = new StringJoiner("\n");
        for (int rate : new int[] {100, 250, 500, 750, 1_000}) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %,d | %.2f %% | %.2f %% | %.2f %% |",
                    rate,
                    share(rate, 256),
                    share(rate, 512),
                    share(rate, 1_024)));
        }

        assertThat(Files.readString(DOCUMENT)).contains(lines.toString());
    }

    /** The aim for a large table: at most 1.5 % where a worker writes so much. */
    @Test
    void the_aim_is_met_from_750_units_a_second_on() {
        assertThat(share(750, 512)).isLessThan(1.6);
        assertThat(share(1_000, 512)).isLessThan(1.25);
    }

    private static String row(long items, int unitsPerSecond) {
        WorkerHost home = home(512);
        var ceilings =
                new Ceilings(Optional.empty(), Optional.empty(), Optional.of(BigDecimal.valueOf(unitsPerSecond)));
        int workers = Sizing.workers(Optional.empty(), QUOTA, 0, ceilings, home);
        int segments = Sizing.segments(Optional.empty(), items * 1024, workers);
        double seconds = (double) items / unitsPerSecond;
        OwnCost.Parts own = new OwnCost(prices(home)).estimated(segments, workers, (double) items, seconds);
        return String.format(
                Locale.ROOT,
                "| %,d M | %,d | %d | %,d | %s | $%s | $%s | $%s | $%s | **%.2f %%** |",
                items / 1_000_000,
                unitsPerSecond,
                workers,
                segments,
                time(seconds),
                dollars(tables((double) items)),
                dollars(own.lambda()),
                dollars(own.stepFunctions()),
                dollars(own.runTable()),
                100 * own.sum() / tables((double) items));
    }

    /** In percent of what the tables cost; of a copy so large that beginning and end do not matter. */
    private static double share(int unitsPerSecond, int megabytes) {
        long items = 1_000_000_000;
        int segments = Sizing.segments(Optional.empty(), items * 1024, 1);
        OwnCost.Parts own =
                new OwnCost(prices(home(megabytes))).estimated(segments, 1, 0, (double) items / unitsPerSecond);
        return 100 * own.sum() / tables((double) items);
    }

    private static double tables(double items) {
        OwnPrices prices = prices(home(512));
        return items * (prices.writeUnit() + READ_UNITS * prices.readUnit());
    }

    private static WorkerHost home(int megabytes) {
        return WorkerHost.deployed(100, "us-east-1", megabytes);
    }

    private static OwnPrices prices(WorkerHost place) {
        return place.home().flatMap(Prices.inJar()::own).orElseThrow();
    }

    private static String dollars(double value) {
        return String.format(Locale.ROOT, value < 0.01 ? "%.4f" : value < 1 ? "%.3f" : "%,.2f", value);
    }

    private static String time(double seconds) {
        Duration duration = Duration.ofSeconds(Math.round(seconds));
        return duration.toHours() == 0
                ? (duration.toMinutes() == 0 ? duration.toSeconds() + " s" : duration.toMinutes() + " min")
                : duration.toDays() < 3 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}
