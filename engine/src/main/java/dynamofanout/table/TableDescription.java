// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import dynamofanout.item.KeySchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A table as DescribeTable shows it. Counts and sizes are up to six hours old (according to the service's
 * documentation).
 *
 * @param id TableId; a different one means that the table was deleted and re-created
 * @param status {@code ACTIVE} when it can be used
 * @param hasStream whether the table has a stream, whose readers see every write
 * @param replicas tables to which DynamoDB copies every write; those of a global table of version 2017 are not shown
 * @param tableClass {@code STANDARD} or {@code STANDARD_INFREQUENT_ACCESS}
 * @param kmsKey ARN of the KMS key that encrypts it; absent: one that DynamoDB owns
 */
public record TableDescription(
        String name,
        String arn,
        String id,
        Instant createdAt,
        String status,
        KeySchema key,
        List<IndexDescription> indexes,
        Throughput throughput,
        long items,
        long sizeBytes,
        boolean hasStream,
        List<Replica> replicas,
        String tableClass,
        Optional<String> kmsKey) {
    public TableDescription {
        indexes = List.copyOf(indexes);
        replicas = List.copyOf(replicas);
    }

    public Optional<IndexDescription> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }
}
