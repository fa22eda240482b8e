// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

/**
 * One attribute of a key.
 *
 * @param type {@code S}, {@code N} or {@code B}
 */
public record KeyAttribute(String name, String type) {
    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
