package dynamofanout.definition;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;

/** Provisioned units a second of a table or an index. */
record Units(long reads, long writes) {
    /** Empty where it is on demand: DynamoDB describes that with zeros, or not at all. */
    static Optional<Units> of(@Nullable ProvisionedThroughputDescription described) {
        return Optional.ofNullable(described)
                .filter(units -> units.readCapacityUnits() != null && units.readCapacityUnits() > 0)
                .map(units -> new Units(units.readCapacityUnits(), units.writeCapacityUnits()));
    }
}
