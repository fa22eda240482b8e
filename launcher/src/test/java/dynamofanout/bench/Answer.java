// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** A status and a body made of slices, so that a page is sent from where it is stored. */
final class Answer {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    /** Below this the head and the body leave in one system call. */
    private static final int ONE_WRITE_BYTES = 16 * 1024;

    private final int status;
    private final String contentType;
    private final List<ByteBuffer> body;

    Answer(int status, String contentType, List<ByteBuffer> body) {
        this.status = status;
        this.contentType = contentType;
        this.body = List.copyOf(body);
    }

    static Answer ok(List<ByteBuffer> body) {
        return new Answer(200, "application/x-amz-json-1.0", body);
    }

    static Answer ok(String json) {
        return ok(List.of(bytes(json)));
    }

    /** An error as DynamoDB reports it; {@code more} is empty or further fields, each with a comma before it. */
    static Answer error(String type, String message, String more) {
        String json = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"%s}"
                .formatted(type, message, more);
        return new Answer(400, "application/x-amz-json-1.0", List.of(bytes(json)));
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    void sendTo(OutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        int length = 0;
        for (ByteBuffer slice : body) {
            length += slice.remaining();
            crc.update(slice.duplicate());
        }
        ByteArrayOutputStream first = new ByteArrayOutputStream(ONE_WRITE_BYTES);
        first.writeBytes(head(length, crc.getValue()).getBytes(StandardCharsets.ISO_8859_1));
        for (ByteBuffer slice : body) {
            if (first.size() + slice.remaining() > ONE_WRITE_BYTES) {
                first.writeTo(out);
                first.reset();
                out.write(slice.array(), slice.arrayOffset() + slice.position(), slice.remaining());
            } else {
                first.write(slice.array(), slice.arrayOffset() + slice.position(), slice.remaining());
            }
        }
        first.writeTo(out);
        out.flush();
    }

    private String head(int length, long crc) {
        return "HTTP/1.1 " + status + (status == 200 ? " OK" : " Bad Request")
                + "\r\nServer: Server\r\nDate: "
                + DATE.format(Instant.now().atOffset(ZoneOffset.UTC))
                + "\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + length
                + "\r\nConnection: keep-alive\r\nx-amzn-RequestId: BENCHSTUB\r\nx-amz-crc32: " + crc + "\r\n\r\n";
    }
}
