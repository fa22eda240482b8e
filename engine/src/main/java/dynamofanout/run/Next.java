// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import dynamofanout.request.RunId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How to continue a run that did not finish, as a command and as a request. */
public sealed interface Next {
    /** For a terminal: {@code fanout resume RUN --max-deletes 40}. */
    String command();

    /** For the input of an execution: {@code {"resume": RUN, "maxDeletes": 40}}. */
    String request();

    /** Goes on with the run, with a higher limit where the present one would stop it again. */
    record Resume(RunId run, Optional<HigherLimit> limit) implements Next {
        private static final String BEGINNING = "fanout resume ";

        @Override
        public String command() {
            return BEGINNING + run + limit.map(each -> " " + each.option()).orElse("");
        }

        @Override
        public String request() {
            return "{\"resume\": \"" + run + "\""
                    + limit.map(each -> ", \"" + each.limit().field + "\": " + each.value())
                            .orElse("")
                    + "}";
        }
    }

    /** Copies again what the target refused. */
    record Replay(RunId run) implements Next {
        private static final String BEGINNING = "fanout replay ";

        @Override
        public String command() {
            return BEGINNING + run;
        }

        @Override
        public String request() {
            return "{\"replay\": \"" + run + "\"}";
        }
    }

    /**
     * A limit with which the run can go on.
     *
     * @param value a number as people write it
     */
    record HigherLimit(Limit limit, String value) {
        String option() {
            return limit.option + " " + value;
        }
    }

    /** A limit that ends a run. */
    enum Limit {
        DELETES("--max-deletes", "maxDeletes"),
        COST("--max-cost", "maxCost"),
        REFUSED("--max-refused", "maxRefused");

        private final String option;
        private final String field;

        Limit(String option, String field) {
            this.option = option;
            this.field = field;
        }

        public HigherLimit to(String value) {
            return new HigherLimit(this, value);
        }
    }

    /** Reads what {@link #command} wrote. */
    static Optional<Next> ofCommand(String command) {
        List<String> words = List.of(command.split(" ", -1));
        if (words.size() >= 3 && command.startsWith(Replay.BEGINNING)) {
            return Optional.of(new Replay(new RunId(words.get(2))));
        }
        if (words.size() >= 3 && command.startsWith(Resume.BEGINNING)) {
            Optional<HigherLimit> limit = Arrays.stream(Limit.values())
                    .filter(each -> words.size() == 5 && each.option.equals(words.get(3)))
                    .findFirst()
                    .map(each -> each.to(words.get(4)));
            return Optional.of(new Resume(new RunId(words.get(2)), limit));
        }
        return Optional.empty();
    }
}
