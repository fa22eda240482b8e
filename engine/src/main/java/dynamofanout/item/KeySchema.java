// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The key of a table or index: partition attributes, then sort attributes, in order. A table has one partition
 * attribute and at most one sort attribute. A global secondary index may have up to four of each.
 */
public record KeySchema(List<KeyAttribute> partition, List<KeyAttribute> sort) {
    public KeySchema {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
        if (partition.isEmpty()) {
            throw new IllegalArgumentException("a key must have a partition attribute");
        }
    }

    public List<KeyAttribute> attributes() {
        return Stream.concat(partition.stream(), sort.stream()).toList();
    }

    /** {@code customerId (S), orderDate (S)}. */
    @Override
    public String toString() {
        return attributes().stream().map(KeyAttribute::toString).collect(Collectors.joining(", "));
    }
}
