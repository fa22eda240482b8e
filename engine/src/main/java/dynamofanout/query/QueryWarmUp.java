// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environment;
import dynamofanout.input.InputObject;
import dynamofanout.item.Slice;
import dynamofanout.key.KeyCondition;
import java.util.Optional;
import java.util.Set;

/**
 * Warms up the query function before its snapshot is taken. It queries each environment, which loads its role, its
 * connection and its keys, and it writes an answer. A table that does not exist or is not allowed works as well.
 * Failures are ignored.
 */
public record QueryWarmUp(Configuration configuration, Queries queries) {
    private static final String ITEM = "{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1.50\"},\"m\":{\"M\":{\"l\":{\"L\":"
            + "[{\"BOOL\":true},{\"NULL\":true}]}}},\"s\":{\"SS\":[\"x\"]},\"ns\":{\"NS\":[\"1\"]}}";
    private static final String CONDITION =
            "{\"partitionKey\":{\"id\":{\"S\":\"a\"}},\"range\":{\"attribute\":\"n\",\"from\":{\"N\":\"1\"}}}";

    public void play(AnswerLimits bounds) {
        writeAnAnswer();
        configuration.environments().values().forEach(environment -> ask(environment, bounds));
    }

    private void ask(Environment environment, AnswerLimits bounds) {
        String table = environment.tables().stream()
                .filter(name -> !name.contains("*"))
                .findFirst()
                .orElse(environment.tables().get(0).replace("*", "fanout"));
        String request = "{\"environment\": \"" + environment.name() + "\", \"table\": \"" + table
                + "\", \"partitionKey\": {\"fanout\": \"rehearsal\"}, \"filter\": \"a = b\", \"limit\": 1}";
        try {
            queries.answer(InputObject.parse("the rehearsal", request), Optional.of(environment.name()), bounds);
        } catch (NotAnswered expected) {
            // no table has such a key
        }
    }

    private static void writeAnAnswer() {
        for (Format format : Format.values()) {
            ItemText.of(Slice.of(ITEM), format, Set.of("n"));
        }
        KeyCondition.parse(CONDITION).expression();
        String token = PageToken.write(Slice.of("{\"id\":{\"S\":\"a\"}}"), CONDITION);
        PageToken.read(token, CONDITION);
    }
}
