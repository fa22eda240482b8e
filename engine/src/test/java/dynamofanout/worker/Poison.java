// SPDX-License-Identifier: Apache-2.0
package dynamofanout.worker;

import dynamofanout.testing.FaultyHttp;
import dynamofanout.testing.FaultyHttp.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A target that rejects every batch in which an item's id begins with a word, as DynamoDB does: the whole batch. */
final class Poison {
    private Poison() {}

    static FaultyHttp.Plan rejecting(String idPrefix) {
        return rejecting(idPrefix, (operation, request) -> Fault.NONE);
    }

    static FaultyHttp.Plan rejecting(String idPrefix, FaultyHttp.Plan others) {
        return (operation, request) -> {
            if (operation.equals("BatchWriteItem")) {
                try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
                    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    if (text.contains("\"S\":\"" + idPrefix)) {
                        return Fault.REJECTED;
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return others.next(operation, request);
        };
    }
}
