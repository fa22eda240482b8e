// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Runs another program to its end. */
@FunctionalInterface
public interface ProgramRunner {
    /**
     * Returns the program's exit code; empty when there is no such program.
     *
     * @param lines is given each line of both outputs; empty: the program speaks with the terminal itself
     */
    OptionalInt run(Call call, Optional<Consumer<String>> lines);

    /**
     * What is run.
     *
     * @param variables of the environment beside those of this process
     */
    record Call(List<String> words, Map<String, String> variables, Path directory) {
        public Call {
            words = List.copyOf(words);
            variables = Map.copyOf(variables);
        }
    }
}
