package dynamofanout.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.run.RunRecord;
import dynamofanout.run.Totals;
import java.math.BigDecimal;
import java.util.Optional;

/** Going on with a run from its checkpoints; what is given replaces what the run had. */
public record ResumeRequest(
        RunId run,
        Ceilings ceilings,
        Optional<BigDecimal> maxCost,
        Optional<Integer> maxRefused,
        Optional<Integer> maxDeletes)
        implements Request {
    public ResumeRequest {
        maxCost = maxCost.map(Decimals::plain);
    }

    static ResumeRequest read(InputObject request) {
        var read = new ResumeRequest(
                new RunId(request.string("resume")),
                Request.ceilings(request),
                request.optionalPositive("maxCost"),
                request.optionalInteger("maxRefused", 0, 1_000_000_000),
                request.optionalInteger("maxDeletes", 0, 1_000_000_000));
        request.end();
        return read;
    }

    /**
     * Limits of the run that goes on.
     *
     * @param mode of the run
     * @param soFar what its checkpoints say
     * @throws BadInput if the run would end at once by them, or has no use for one
     */
    public Limits limits(RunRecord record, Mode mode, Totals soFar) {
        if (maxDeletes.isPresent() && mode != Mode.MIRROR) {
            throw new BadInput(
                    "maxDeletes",
                    "maxDeletes is for mode mirror: run " + run + " is in mode " + mode.word()
                            + " and deletes nothing");
        }
        Limits limits = record.control().limits().changed(maxCost, maxRefused, maxDeletes);
        limits.requireRoomFor(soFar, record.plan().prices());
        return limits;
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("resume", run.text());
        Request.writeCeilings(ceilings, json);
        maxCost.ifPresent(dollars -> json.put("maxCost", dollars));
        maxRefused.ifPresent(items -> json.put("maxRefused", items));
        maxDeletes.ifPresent(items -> json.put("maxDeletes", items));
        return json;
    }
}
