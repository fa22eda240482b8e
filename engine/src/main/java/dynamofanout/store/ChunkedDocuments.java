// SPDX-License-Identifier: Apache-2.0
package dynamofanout.store;

import dynamofanout.request.RunId;
import dynamofanout.run.StoreFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stores texts of any length as parts. A text that is longer than a chunk is stored in chunks, which are written before
 * the part that names them. So a document that is found is always complete. Chunks that no part names any more are
 * deleted by their time to live.
 */
final class ChunkedDocuments {
    private static final String TEXT = "text";
    private static final String CHUNKS = "chunks";
    private static final String CHUNKS_ID = "chunksId";

    private final RunTableItems table;

    ChunkedDocuments(RunTableItems table) {
        this.table = table;
    }

    /** Writes the chunks, if there are any; writing the part makes it a document. */
    RunPart prepare(PartKey key, String text) {
        List<String> chunks = Chunks.of(text);
        if (chunks.size() == 1) {
            return RunPart.of(key).with(TEXT, text);
        }
        String id = table.newToken();
        for (int n = 0; n < chunks.size(); n++) {
            table.put(RunPart.of(key.chunk(id, n)).with(TEXT, chunks.get(n)));
        }
        return RunPart.of(key).with(CHUNKS, chunks.size()).with(CHUNKS_ID, id);
    }

    /** Writes the document, whatever stood there. */
    void write(PartKey key, String text) {
        table.put(prepare(key, text));
    }

    /** Writes the document if there is none. */
    void writeOnce(PartKey key, String text) {
        table.put(prepare(key, text), Condition.ABSENT);
    }

    Optional<String> find(PartKey key) {
        return table.reads().get(key).map(this::text);
    }

    String read(PartKey key) {
        return find(key).orElseThrow(() -> StoreFailures.missing(key, table.name()));
    }

    /** All documents of a run whose names begin so. */
    List<String> readAll(RunId run, String prefix) {
        List<String> texts = new ArrayList<>();
        for (RunPart part : table.reads().startingWith(run.text(), prefix)) {
            boolean isChunk = part.key().part().indexOf('#', prefix.length()) >= 0;
            if (!isChunk) {
                texts.add(text(part));
            }
        }
        return texts;
    }

    /** The whole text of a document that was found. */
    String text(RunPart part) {
        if (!part.has(CHUNKS)) {
            return part.text(TEXT);
        }
        String prefix = part.key().chunks(part.text(CHUNKS_ID));
        List<RunPart> chunks = table.reads().startingWith(part.key().run(), prefix);
        if (chunks.size() != part.number(CHUNKS).intValueExact()) {
            throw StoreFailed.ofOneRun(part.key().words() + " in table " + table.name() + " is damaged: of its "
                    + part.number(CHUNKS) + " chunks " + chunks.size() + " are there");
        }
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.text(TEXT)));
        return text.toString();
    }
}
