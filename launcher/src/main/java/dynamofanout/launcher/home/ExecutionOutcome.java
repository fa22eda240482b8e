// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.NoVerdict;
import dynamofanout.launcher.console.World;
import dynamofanout.request.RunId;
import dynamofanout.run.RunRecord;
import java.time.Duration;
import java.util.Optional;

/** Finds out how an execution in the home account ended. */
record ExecutionOutcome(World world, Home home) {
    /** When an execution is stopped at once, its summary is written afterwards. */
    private static final int LOOKS_AFTER_STOP = 12;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /**
     * The run with the summary that the execution has left.
     *
     * @throws BadInput if the execution was refused before it began
     * @throws NoVerdict if it ended without a summary
     */
    RunRecord of(RunId run, String execution) throws InterruptedException {
        Optional<RunRecord> found = withSummary(run, execution);
        Optional<HomeExecution> ended =
                found.isPresent() ? Optional.empty() : home.executions().find(execution);
        boolean isAborted = ended.filter(HomeExecution::isAborted).isPresent();
        for (int looks = 0; isAborted && found.isEmpty() && looks < LOOKS_AFTER_STOP; looks++) {
            world.waiting().pause(BETWEEN_LOOKS.toNanos());
            found = withSummary(run, execution);
        }
        return found.orElseThrow(() -> withoutSummary(run, execution, ended));
    }

    private Optional<RunRecord> withSummary(RunId run, String execution) {
        return home.runs()
                .find(run)
                .filter(record -> record.control().owner().equals(execution)
                        && record.summary().isPresent());
    }

    private RuntimeException withoutSummary(RunId run, String execution, Optional<HomeExecution> ended) {
        Optional<String> refusal = ended.flatMap(HomeExecution::refusal);
        if (refusal.isPresent()) {
            return new BadInput(refusal.get());
        }
        String how = ended.map(HomeExecution::ending).orElse("is not known any more");
        String next = home.runs().find(run).isPresent()
                ? "`fanout resume " + run + "` continues run " + run
                : "nothing was written";
        return new NoVerdict("execution " + execution + " " + how + "; it left no summary; " + next);
    }
}
