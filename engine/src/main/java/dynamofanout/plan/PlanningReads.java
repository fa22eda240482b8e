// SPDX-License-Identifier: Apache-2.0
package dynamofanout.plan;

import dynamofanout.environment.Access;
import dynamofanout.environment.CredentialFailure;
import dynamofanout.input.BadInput;
import dynamofanout.pace.Backoff;
import dynamofanout.pace.BoundedRetry;
import dynamofanout.pace.Waiting;
import dynamofanout.table.CallFailed;
import dynamofanout.table.CallSentence;
import dynamofanout.table.Charged;
import dynamofanout.table.ItemTable;
import dynamofanout.table.NearNames;
import dynamofanout.table.OpenAccount;
import dynamofanout.table.OpenTable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the calls to tables that planning needs. Failed calls are retried a few times and then become one sentence for
 * the user. It changes nothing.
 */
final class PlanningReads {
    private static final int TRIES = 5;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final Waiting waiting;
    private final BoundedRetry retry;
    private final NearNames names;

    /** Read units that each table was charged for questions. */
    private final Map<ItemTable, Double> charged = Collections.synchronizedMap(new WeakHashMap<>());

    PlanningReads(Waiting waiting, DoubleSupplier chance, NearNames names) {
        this.waiting = waiting;
        this.retry = new BoundedRetry(TRIES, tries -> BACKOFF.delayNanos(tries, chance.getAsDouble()), waiting);
        this.names = names;
    }

    /** @throws BadInput if there is no answer, saying why and what to do */
    <T> T ask(String action, OpenTable table, Function<OpenTable, T> question) {
        return ask(action, table, "correct its name", question);
    }

    /** @param ifMissing what to do about a table that does not exist */
    <T> T ask(String action, OpenTable table, String ifMissing, Function<OpenTable, T> question) {
        return ask(() -> counted(table, question.apply(table)), failure -> sentence(action, table, ifMissing, failure));
    }

    /** Names of the tables of an account that fanout.json allows. */
    List<String> names(OpenAccount account) {
        Access access = account.access();
        return ask(account::names, failure -> CredentialFailure.sentence(access, failure)
                .or(() -> CredentialFailure.sentence(access, failure.code()))
                .orElseGet(() -> failure.code().startsWith("AccessDenied")
                        ? "no permission for dynamodb:ListTables in environment " + access.environment()
                                + ", which a pattern needs: allow it for these credentials, or name the tables ("
                                + failure.said() + ")"
                        : "the tables of environment " + access.environment() + " cannot be listed: "
                                + failure.reason()));
    }

    private <T> T counted(OpenTable table, T answer) {
        if (answer instanceof Charged read) {
            charged.merge(table.items(), read.units(), Double::sum);
        }
        return answer;
    }

    private <T> T ask(Supplier<T> question, Function<CallFailed, String> sentence) {
        try {
            return retry.call(CallFailed.class, CallFailed::mayPass, question);
        } catch (CallFailed failure) {
            throw new BadInput(sentence.apply(failure));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Whether the table takes a request, and does not reject it as one that makes no sense to it. */
    boolean accepts(OpenTable table, Consumer<OpenTable> request) {
        return ask("Scan", table, t -> {
            try {
                request.accept(t);
                return true;
            } catch (CallFailed failure) {
                if (failure.kind() == CallFailed.Kind.REJECTED) {
                    return false;
                }
                throw failure;
            }
        });
    }

    /** For what is good to know but not needed: empty when it cannot be found out. */
    <T> Optional<T> askIfAllowed(String action, OpenTable table, Function<OpenTable, T> question) {
        try {
            return Optional.of(ask(action, table, question));
        } catch (BadInput unanswered) {
            return Optional.empty();
        }
    }

    /** Read units that the table was charged for questions; the next call begins again at 0. */
    double takeCharged(OpenTable table) {
        Double units = charged.remove(table.items());
        return units == null ? 0 : units;
    }

    /** Waits before the next question. */
    void pause(long nanos) {
        if (nanos <= 0) {
            return;
        }
        try {
            waiting.pause(nanos);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static BadInput interrupted() {
        Thread.currentThread().interrupt();
        return new BadInput("interrupted while planning");
    }

    private String sentence(String action, OpenTable table, String ifMissing, CallFailed failure) {
        return CallSentence.of(action, table, () -> ifMissing + names.hint(table), failure);
    }
}
