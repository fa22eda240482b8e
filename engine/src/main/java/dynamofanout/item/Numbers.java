// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

/**
 * Parses the JSON numbers that DynamoDB writes beside items, such as counts and units. Attribute values are never
 * parsed with it.
 */
public final class Numbers {
    private Numbers() {}

    public static double parse(Slice number) {
        try {
            return Double.parseDouble(number.text());
        } catch (NumberFormatException e) {
            throw new MalformedJson("expected a number", number.from());
        }
    }
}
