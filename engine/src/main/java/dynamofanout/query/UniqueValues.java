// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.filter.AttributePath;
import dynamofanout.item.ItemJson;
import dynamofanout.item.Slice;
import dynamofanout.key.KeyValue;
import dynamofanout.query.Answer.UniqueValue;
import dynamofanout.query.Answer.Wants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts how often each value of one attribute occurs. Numbers are compared by value. Items without the attribute count
 * as items and have no value.
 */
final class UniqueValues implements AnswerPage {
    /** More values are of no use to a reader, and would not fit into an answer. */
    static final int MOST = 10_000;

    private final AttributePath path;
    private final Format format;
    private final AnswerLimits bounds;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int items;
    private int bytes;

    UniqueValues(AttributePath path, Format format, AnswerLimits bounds) {
        this.path = path;
        this.format = format;
        this.bounds = bounds;
    }

    /** The error that there are too many values. */
    static NotAnswered tooMany(String attribute) {
        return new NotAnswered(
                NotAnswered.Status.BAD_REQUEST,
                "unique",
                "unique must name an attribute of at most " + MOST + " different values, got: \"" + attribute
                        + "\", which has more");
    }

    @Override
    public boolean take(Slice item) {
        Optional<String> value = value(item);
        if (value.isPresent() && !counts.containsKey(value.get())) {
            if (counts.size() == MOST) {
                throw tooMany(path.text());
            }
            int more = bounds.carriage().bytes(value.get()) + 40;
            if (bytes + more > bounds.bytes() && items > 0) {
                return false;
            }
            bytes += more;
        }
        items++;
        value.ifPresent(text -> counts.merge(text, 1, Integer::sum));
        return true;
    }

    @Override
    public int count() {
        return items;
    }

    @Override
    public Answer answer(double units, Optional<String> nextPageToken) {
        List<UniqueValue> values = new ArrayList<>();
        counts.forEach((value, count) -> values.add(new UniqueValue(ItemText.ofValue(value, format), count)));
        return new Answer(Wants.UNIQUE, List.of(), items, values, units, nextPageToken);
    }

    /** The item's value. A projected list contains only the element that was asked for. */
    private Optional<String> value(Slice item) {
        JsonNode at = tree(item).path(path.steps().get(0).name());
        for (int i = 0; i < path.steps().size(); i++) {
            AttributePath.Step step = path.steps().get(i);
            at = i == 0 ? at : at.path("M").path(step.name());
            for (int position = step.positions().indexOf('['); position >= 0; ) {
                at = at.path("L").path(0);
                position = step.positions().indexOf('[', position + 1);
            }
        }
        return at.isObject() && !at.isEmpty() ? Optional.of(canonical(at)) : Optional.empty();
    }

    private static String canonical(JsonNode typed) {
        return typed.has("N")
                ? new KeyValue("N", typed.path("N").asText()).json().toString()
                : typed.toString();
    }

    private static JsonNode tree(Slice item) {
        try {
            return ItemJson.mapper().readTree(item.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
