// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.item.ItemJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds items until all of them are known. Up to 4 MB of text stay in memory. The rest goes into a temporary file that
 * nobody else can read, and that is deleted while it is open where the system allows it. Not thread-safe.
 */
final class ItemSpool implements AutoCloseable {
    private static final int MOST_IN_MEMORY = 4 << 20;

    private final List<String> first = new ArrayList<>();
    private int characters;
    private @Nullable SeekableByteChannel file;
    private @Nullable BufferedWriter more;

    void add(JsonNode item) {
        String line = item.toString();
        if (more == null && characters + line.length() <= MOST_IN_MEMORY) {
            first.add(line);
            characters += line.length();
            return;
        }
        try {
            BufferedWriter writer = more == null ? open() : more;
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All items, in the order in which they were added. */
    void forEach(Consumer<JsonNode> taker) {
        try {
            for (String line : first) {
                taker.accept(ItemJson.mapper().readTree(line));
            }
            if (file != null && more != null) {
                more.flush();
                var reader = new BufferedReader(Channels.newReader(file.position(0), StandardCharsets.UTF_8));
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    taker.accept(ItemJson.mapper().readTree(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedWriter open() throws IOException {
        file = Files.newByteChannel(
                Files.createTempFile("fanout-", ".jsonl"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        more = new BufferedWriter(Channels.newWriter(file, StandardCharsets.UTF_8));
        return more;
    }
}
