// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.input.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a function's event and writes its answer as strict JSON. The mapper of the Lambda runtime is not used, because
 * it silently drops unknown fields.
 */
public final class JsonEvent {
    private JsonEvent() {}

    public static InputObject read(InputStream in) throws IOException {
        return InputObject.parse("the event", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    public static void answer(OutputStream out, ObjectNode answer) throws IOException {
        out.write(PlainJson.text(answer).getBytes(StandardCharsets.UTF_8));
    }
}
