package dynamofanout.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Provisioned units a second of a table or an index. */
record Units(long reads, long writes) {
    /** Empty where it is on demand: DynamoDB describes that with zeros, or not at all. */
    static Optional<Units> of(JsonNode throughput) {
        var units = new Units(
                throughput.path("ReadCapacityUnits").asLong(),
                throughput.path("WriteCapacityUnits").asLong());
        return units.reads > 0 ? Optional.of(units) : Optional.empty();
    }
}
