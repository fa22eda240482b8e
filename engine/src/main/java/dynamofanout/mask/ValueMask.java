// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

/** A rule combined with the secret: derives masked values from clear ones. Thread-safe. */
@FunctionalInterface
interface ValueMask {
    /**
     * The content of the masked value, of the same type: text, a number's digits or base64.
     *
     * @param content of the value as DynamoDB JSON has it between quotes, unescaped
     * @param item that the value is in
     * @throws RefusedByMask if the rule cannot take this value
     */
    String mask(ScalarType type, String content, ClearItem item);
}
