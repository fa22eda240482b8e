// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.testing.RecordedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** A checked-in list of the calls that functions make; {@code make renew} writes it anew. */
final class CallList {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path DIRECTORY = Path.of("src/test/resources/dynamofanout/functions");

    private CallList() {}

    static void check(String file, String fanoutJson, Collection<RecordedCall> calls) {
        try {
            ObjectNode list = JSON.createObjectNode();
            list.set("fanout", JSON.readTree(fanoutJson));
            ArrayNode array = list.putArray("calls");
            calls.forEach(call -> array.addPOJO(call));
            String actual = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
            Path path = DIRECTORY.resolve(file);
            if (Boolean.getBoolean("renew")) {
                Files.createDirectories(DIRECTORY);
                Files.writeString(path, actual);
            }
            assertThat(actual)
                    .as("%s is not what was called: if the change is meant, `make renew` writes it anew", path)
                    .isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
