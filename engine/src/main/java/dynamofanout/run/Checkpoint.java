// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far one segment has come. Everything up to {@code cursor} is settled and counted; nothing behind it is.
 *
 * @param number of the segment in its phase, see {@link PhaseSegment}
 * @param worker who claimed it last
 * @param execution in which it was claimed last
 * @param epoch number of that claim; a save of an earlier one is refused
 * @param sequence number of the last save within the epoch
 * @param isReleased whether that worker ended in order, so that the next need not wait for it
 * @param cursor where to read on, as the reader wrote it; absent at the very start and when done
 * @param refusedParts parts that hold the refused items this checkpoint counts
 * @param differenceParts parts that hold keys on which the tables differ, of those this checkpoint counts
 */
public record Checkpoint(
        int number,
        State state,
        String worker,
        String execution,
        int epoch,
        int sequence,
        boolean isReleased,
        Optional<String> cursor,
        Totals totals,
        List<String> refusedParts,
        List<String> differenceParts,
        Optional<Failure> failure) {
    public static final int FORMAT = 1;

    /** Where a segment stands. */
    public enum State {
        /** Not at its end: being worked on, or waiting for the next worker. */
        OPEN,
        /** At its end. */
        DONE,
        /** Ended in order before its end; the next execution goes on. */
        STOPPED,
        /** Given up after all tries; the next execution goes on. */
        FAILED
    }

    public Checkpoint {
        refusedParts = List.copyOf(refusedParts);
        differenceParts = List.copyOf(differenceParts);
    }

    /** Of a segment that nobody has claimed yet. */
    public static Checkpoint unclaimed(int number) {
        return new Checkpoint(
                number,
                State.OPEN,
                "",
                "",
                0,
                0,
                true,
                Optional.empty(),
                Totals.NONE,
                List.of(),
                List.of(),
                Optional.empty());
    }

    public boolean isDone() {
        return state == State.DONE;
    }

    public Checkpoint claimedBy(String newWorker, String newExecution) {
        return new Checkpoint(
                number,
                State.OPEN,
                newWorker,
                newExecution,
                epoch + 1,
                0,
                false,
                cursor,
                totals,
                refusedParts,
                differenceParts,
                Optional.empty());
    }

    /** The next save: everything up to {@code newCursor} is settled. */
    public Checkpoint advanced(
            Optional<String> newCursor,
            Totals newTotals,
            List<String> newRefusedParts,
            List<String> newDifferenceParts) {
        return new Checkpoint(
                number,
                state,
                worker,
                execution,
                epoch,
                sequence + 1,
                isReleased,
                newCursor,
                newTotals,
                newRefusedParts,
                newDifferenceParts,
                failure);
    }

    /** The same for work that finds no differences. */
    public Checkpoint advanced(Optional<String> newCursor, Totals newTotals, List<String> newRefusedParts) {
        return advanced(newCursor, newTotals, newRefusedParts, differenceParts);
    }

    /** The worker's last save: it ends in order. */
    public Checkpoint released(State newState) {
        return new Checkpoint(
                number,
                newState,
                worker,
                execution,
                epoch,
                sequence,
                true,
                newState == State.DONE ? Optional.empty() : cursor,
                totals,
                refusedParts,
                differenceParts,
                failure);
    }

    /**
     * Given up in this execution; cursor and totals stay as they were last saved. A worker that has not released its
     * epoch may still live, so that the next one has to wait for it.
     */
    public Checkpoint failed(String inExecution, Failure why) {
        return new Checkpoint(
                number,
                State.FAILED,
                worker,
                inExecution,
                epoch,
                sequence,
                isReleased,
                cursor,
                totals,
                refusedParts,
                differenceParts,
                Optional.of(why));
    }

    /** Whether the segment was ended in this execution, by its worker or by being given up. */
    public boolean hasEndedIn(String inExecution) {
        return state != State.OPEN && execution.equals(inExecution);
    }

    /** Whether {@code next} may replace this one: same claim, which has not ended yet, next in line. */
    public boolean accepts(Checkpoint next) {
        boolean isSameClaim = next.epoch == epoch && next.worker.equals(worker);
        return isSameClaim && next.sequence == sequence + 1 && state == State.OPEN && !isReleased;
    }

    /** Whether this is {@code saved} already, its answer having been lost. */
    public boolean isAlready(Checkpoint saved) {
        return saved.epoch == epoch && saved.worker.equals(worker) && saved.sequence == sequence;
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("segment", number)
                .put("state", state.name())
                .put("worker", worker)
                .put("execution", execution)
                .put("epoch", epoch)
                .put("sequence", sequence)
                .put("released", isReleased);
        cursor.ifPresent(text -> json.put("cursor", text));
        json.setAll(totals.json());
        if (!refusedParts.isEmpty()) {
            ArrayNode parts = json.putArray("refusedParts");
            refusedParts.forEach(parts::add);
        }
        if (!differenceParts.isEmpty()) {
            differenceParts.forEach(json.putArray("differenceParts")::add);
        }
        failure.ifPresent(why -> json.set("failure", why.json()));
        return json;
    }

    public static Checkpoint read(JsonNode json) {
        return new Checkpoint(
                json.path("segment").asInt(),
                State.valueOf(json.path("state").asText()),
                json.path("worker").asText(),
                json.path("execution").asText(),
                json.path("epoch").asInt(),
                json.path("sequence").asInt(),
                json.path("released").asBoolean(),
                Optional.ofNullable(json.path("cursor").textValue()),
                Totals.read(json),
                names(json.path("refusedParts")),
                names(json.path("differenceParts")),
                json.has("failure") ? Optional.of(Failure.read(json.path("failure"))) : Optional.empty());
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }
}
