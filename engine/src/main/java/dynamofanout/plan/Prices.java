// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.run.OwnPrices;
import dynamofanout.table.TableDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On-demand prices by Region, of capacity units and of the other AWS services that a deployed run uses. They come from
 * the dated table in this jar. A Region that is missing there has no price. Provisioned units cost nothing extra.
 */
public final class Prices {
    private static final double MILLION = 1e6;
    private static final double THOUSAND = 1e3;
    private static final double MEGABYTES_OF_GIGABYTE = 1024;

    private final JsonNode table;

    private Prices(JsonNode table) {
        this.table = table;
    }

    /** The table in this jar. */
    public static Prices inJar() {
        try (@Nullable InputStream json = Prices.class.getResourceAsStream("prices.json")) {
            if (json == null) {
                throw new IllegalStateException("prices.json must be in the jar");
            }
            return new Prices(new JsonMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The month of the prices, for example {@code 2026-11}. */
    String asOf() {
        return table.path("asOf").asText();
    }

    Optional<Double> ofRead(TableDescription described, String region) {
        return price(described, region, "read");
    }

    Optional<Double> ofWrite(TableDescription described, String region) {
        return price(described, region, "write");
    }

    /** What a run uses beside the tables it copies, in its home Region; absent unless all of it is known. */
    Optional<OwnPrices> own(WorkerHost.Home home) {
        JsonNode region = table.path("regions").path(home.region());
        JsonNode own = region.path("own");
        JsonNode runTable = region.path("STANDARD");
        if (own.isMissingNode() || runTable.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(new OwnPrices(
                own.path("lambdaGigabyteSecond").asDouble() * home.memoryMegabytes() / MEGABYTES_OF_GIGABYTE,
                own.path("lambdaMillionRequests").asDouble() / MILLION,
                own.path("thousandTransitions").asDouble() / THOUSAND,
                runTable.path("write").asDouble() / MILLION,
                runTable.path("read").asDouble() / MILLION));
    }

    /**
     * Dollars for carrying bytes from Region to Region; absent unless the price of each step is known.
     *
     * @param regions in the order in which the bytes come through
     */
    Optional<Double> ofTransfer(List<String> regions, long bytes) {
        double sum = 0;
        for (int i = 1; i < regions.size(); i++) {
            JsonNode perGigabyte =
                    table.path("regions").path(regions.get(i - 1)).path("transferGigabyte");
            if (!regions.get(i).equals(regions.get(i - 1))) {
                if (!perGigabyte.isNumber()) {
                    return Optional.empty();
                }
                sum += perGigabyte.asDouble() * bytes / 1e9;
            }
        }
        return Optional.of(sum);
    }

    private Optional<Double> price(TableDescription described, String region, String what) {
        if (!described.throughput().isOnDemand()) {
            return Optional.of(0.0);
        }
        JsonNode perMillion =
                table.path("regions").path(region).path(described.tableClass()).path(what);
        return perMillion.isNumber() ? Optional.of(perMillion.asDouble() / MILLION) : Optional.empty();
    }
}
