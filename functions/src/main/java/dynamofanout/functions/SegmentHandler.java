// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.request.RunId;
import dynamofanout.run.Failure;
import dynamofanout.run.PhaseSegment;
import dynamofanout.worker.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Handler of the function {@code fanout-segment}, which works on one segment. The event {@code {"runId", "segment",
 * "execution"}} starts the work. It lasts until the segment is done, the deadline is near or the run stops. The answer
 * is the event of the next call, with a {@code "state"}: {@code "more"} if the segment has more to do, {@code "next"}
 * if it is done and another one follows it in its piece of the table, otherwise {@code "done"} or {@code "stopped"}. An
 * event with {@code "abandon": {"Error", "Cause"}} records that the segment was given up.
 */
public final class SegmentHandler implements RequestStreamHandler {
    /** 10,000 segments in each of at most three phases. */
    private static final int MOST_SEGMENT = 29_999;

    private final Deployment deployment;
    private final DeployedWorkers workers;
    private final SegmentSequence sequence;

    /** The handler as Lambda creates it. */
    public SegmentHandler() {
        this(Deployment.real());
    }

    /** A handler with other surroundings, for tests. */
    public SegmentHandler(Deployment deployment) {
        this.deployment = deployment;
        this.workers = new DeployedWorkers(deployment);
        this.sequence = new SegmentSequence(deployment.store());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        InputObject event = JsonEvent.read(in);
        var run = new RunId(event.string("runId"));
        int number =
                event.optionalInteger("segment", 0, MOST_SEGMENT).orElseThrow(() -> event.wrong("segment", "be given"));
        String execution = event.string("execution");
        PhaseSegment segment = sequence.segment(run, number);
        FunctionLog log = deployment
                .log()
                .about(Map.of(
                        "runId", run.text(),
                        "phase", segment.phase().word(),
                        "segment", String.valueOf(segment.segment())));
        Outcome outcome;
        if (event.has("abandon")) {
            Failure why = failure(event.object("abandon"));
            deployment.store().abandon(run, number, execution, why);
            log.error("given up: " + why.reason());
            outcome = Outcome.DONE; // for the others of its piece
        } else {
            outcome = work(run, number, execution, context, log);
        }
        Optional<Integer> next = outcome == Outcome.DONE ? sequence.after(run, segment) : Optional.empty();
        String state = next.isPresent() ? "next" : outcome.name().toLowerCase(Locale.ROOT);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("runId", run.text()).put("segment", next.orElse(number)).put("execution", execution);
        JsonEvent.answer(out, answer.put("state", state));
    }

    private Outcome work(RunId run, int number, String execution, Context context, FunctionLog log) {
        DeployedWorkers.Work work = workers.of(run, execution, context, log);
        try {
            Outcome outcome = work.worker().work(number);
            log.info("ended: " + outcome.name().toLowerCase(Locale.ROOT));
            log.metrics(Map.of("SegmentsDone", outcome == Outcome.DONE ? 1.0 : 0.0));
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A function's error as Step Functions reports it: the class's name, and JSON with the message and the stack. */
    private static Failure failure(InputObject error) {
        String name = error.string("Error");
        String cause = error.optionalString("Cause").orElse("");
        return new Failure(name.substring(name.lastIndexOf('.') + 1), GivenUpCause.sentence(name, cause));
    }
}
