// SPDX-License-Identifier: Apache-2.0
package dynamofanout.testing;

import java.util.Comparator;

/**
 * A call to a table that a function made in an assumed role.
 *
 * @param function that assumed the role: {@code plan}, {@code segment}, {@code finish}, {@code query}
 * @param role ARN
 * @param externalId that it said
 * @param sessionPolicy that narrows the role
 * @param action as IAM names it
 * @param resource ARN of the table, index or backup
 */
public record RecordedCall(
        String function, String role, String externalId, String sessionPolicy, String action, String resource)
        implements Comparable<RecordedCall> {
    private static final Comparator<RecordedCall> ORDER = Comparator.comparing(RecordedCall::function)
            .thenComparing(RecordedCall::role)
            .thenComparing(RecordedCall::action)
            .thenComparing(RecordedCall::resource)
            .thenComparing(RecordedCall::externalId)
            .thenComparing(RecordedCall::sessionPolicy);

    @Override
    public int compareTo(RecordedCall other) {
        return ORDER.compare(this, other);
    }
}
