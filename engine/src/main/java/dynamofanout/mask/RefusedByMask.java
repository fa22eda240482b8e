// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

/** Thrown when a rule cannot take a value. It is caught where the item is refused. The reason contains no value. */
final class RefusedByMask extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what the value must be, written after its path: {@code must be an ISO date …} */
    RefusedByMask(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
