// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/**
 * Reads the whole body of an answer and checks its announced length and checksum. The check is needed because an HTTP
 * client may return a body that was cut off without an error.
 */
final class AnswerBody {
    private AnswerBody() {}

    static byte[] read(HttpExecuteResponse response, int most) throws IOException {
        Optional<Long> promised = response.httpResponse()
                .firstMatchingHeader("Content-Length")
                .map(length -> Long.parseLong(length.trim()));
        byte[] body = response.responseBody().isPresent()
                ? readAll(response.responseBody().get(), promised, most)
                : new byte[0];
        if (promised.isPresent() && promised.get() != body.length) {
            throw new EOFException("the answer ends after " + body.length + " of " + promised.get() + " bytes");
        }
        checkSum(response, body);
        return body;
    }

    private static byte[] readAll(AbortableInputStream stream, Optional<Long> promised, int most) throws IOException {
        try (stream) {
            if (promised.isPresent() && promised.get() > most) {
                stream.abort(); // closing without abort would read all of it
                throw new IOException("the answer announces " + promised.get() + " bytes, more than " + most);
            }
            if (promised.isEmpty()) {
                byte[] body = stream.readNBytes(most + 1);
                if (body.length > most) {
                    stream.abort();
                    throw new IOException("the answer is longer than " + most + " bytes");
                }
                return body;
            }
            byte[] body = new byte[promised.get().intValue()];
            int read = stream.readNBytes(body, 0, body.length);
            // reads to the end, so that the connection goes back to its pool
            if (read == body.length && stream.read() >= 0) {
                throw new IOException("the answer is longer than the " + read + " bytes it announced");
            }
            if (read < body.length) {
                throw new EOFException("the answer ends after " + read + " of " + body.length + " bytes");
            }
            return body;
        }
    }

    private static void checkSum(HttpExecuteResponse response, byte[] body) throws IOException {
        Optional<String> expected = response.httpResponse().firstMatchingHeader("x-amz-crc32");
        if (expected.isEmpty()) {
            return;
        }
        var crc = new CRC32();
        crc.update(body);
        if (!expected.get().trim().equals(Long.toString(crc.getValue()))) {
            throw new IOException("the answer's checksum is wrong");
        }
    }
}
