// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.table.TableDescription;
import dynamofanout.table.TableSettings;
import java.util.Optional;

/**
 * Everything that can be found out about a table.
 *
 * @param timeToLive attribute with the time of expiry, where TTL is on
 * @param isRecoverable whether point-in-time recovery is on
 */
public record TableDetails(
        TableDescription table,
        TableSettings settings,
        Finding<Optional<String>> timeToLive,
        Finding<Boolean> isRecoverable) {
    /**
     * A detail, or why it could not be found out.
     *
     * @param why empty where there is a value
     */
    public record Finding<T>(Optional<T> value, String why) {
        static <T> Finding<T> of(T value) {
            return new Finding<>(Optional.of(value), "");
        }

        static <T> Finding<T> none(String why) {
            return new Finding<>(Optional.empty(), why);
        }
    }
}
