package dynamofanout.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.input.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function's event and answer: strict JSON of our own, since the runtime's mapper drops what it does not know. */
public final class JsonEvent {
    private JsonEvent() {}

    public static InputObject read(InputStream in) throws IOException {
        return InputObject.parse("the event", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    public static void answer(OutputStream out, ObjectNode answer) throws IOException {
        out.write(PlainJson.text(answer).getBytes(StandardCharsets.UTF_8));
    }
}
