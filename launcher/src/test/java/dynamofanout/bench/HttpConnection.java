// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiFunction;

/** One kept-alive HTTP/1.1 connection: reads a request into one reused buffer, answers it, and goes on until it ends. */
final class HttpConnection implements Runnable {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Socket socket;
    private final BiFunction<RequestHead, ByteBuffer, Answer> service;
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    HttpConnection(Socket socket, BiFunction<RequestHead, ByteBuffer, Answer> service) {
        this.socket = socket;
        this.service = service;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (serveOne(in, out)) {
                // until the client closes the connection
            }
        } catch (IOException e) {
            // a client that goes away, or does not trust the certificate, is its own affair
            filled = 0;
        }
    }

    private boolean serveOne(InputStream in, OutputStream out) throws IOException {
        int headEnd = readHead(in);
        if (headEnd < 0) {
            return false;
        }
        RequestHead head = RequestHead.parse(new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1));
        if (head.expectsContinue()) {
            out.write(CONTINUE);
            out.flush();
        }
        int end = headEnd + head.contentLength();
        while (filled < end) {
            readMore(in, end);
        }
        service.apply(head, ByteBuffer.wrap(buffer, headEnd, head.contentLength()))
                .sendTo(out);
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
        return true;
    }

    /** The index behind the empty line, or -1 when the client closed the connection between two requests. */
    private int readHead(InputStream in) throws IOException {
        int seen = 0;
        while (true) {
            for (int at = Math.max(3, seen); at < filled; at++) {
                if (buffer[at] == '\n' && buffer[at - 1] == '\r' && buffer[at - 2] == '\n') {
                    return at + 1;
                }
            }
            seen = filled;
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read <= 0) {
                return -1;
            }
            filled += read;
        }
    }

    private void readMore(InputStream in, int capacity) throws IOException {
        if (buffer.length < capacity) {
            buffer = Arrays.copyOf(buffer, Math.max(capacity, 2 * buffer.length));
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("request body must be complete");
        }
        filled += read;
    }
}
