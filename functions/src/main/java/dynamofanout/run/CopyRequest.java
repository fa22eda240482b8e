package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.table.Filter;
import dynamofanout.table.ReadOptions;
import java.util.List;
import java.util.Optional;

/**
 * A copy as the user asks for it. Absent numbers are chosen by the planner.
 *
 * @param segments 1 to 10,000
 * @param workers 1 to 1,000
 * @param allowConcurrent whether another run may write to the target meanwhile
 * @param select the keys whose items are copied; absent: all items
 */
public record CopyRequest(
        TableRequest source,
        TableRequest target,
        Mode mode,
        Optional<Filter> filter,
        boolean consistentRead,
        Optional<Integer> segments,
        Optional<Integer> workers,
        Ceilings ceilings,
        Limits limits,
        boolean dryRun,
        boolean allowConcurrent,
        Optional<SelectRequest> select)
        implements Request {
    /** Fields of the contract that only later versions carry out: refusing them is safer than ignoring them. */
    private static final List<String> NOT_YET = List.of("maxDeletes", "backup", "verify", "skipExpired");

    /** Of the whole table. */
    public CopyRequest(
            TableRequest source,
            TableRequest target,
            Mode mode,
            Optional<Filter> filter,
            boolean consistentRead,
            Optional<Integer> segments,
            Optional<Integer> workers,
            Ceilings ceilings,
            Limits limits,
            boolean dryRun,
            boolean allowConcurrent) {
        this(
                source,
                target,
                mode,
                filter,
                consistentRead,
                segments,
                workers,
                ceilings,
                limits,
                dryRun,
                allowConcurrent,
                Optional.empty());
    }

    static CopyRequest read(InputObject request) {
        InputObject source = request.object("source");
        InputObject target = request.object("target");
        var from = new TableRequest(source.string("environment"), source.string("table"));
        var to = new TableRequest(
                target.string("environment"), target.optionalString("table").orElseGet(() -> plainName(from.table())));
        source.end();
        target.end();
        Mode mode = request.optionalChoice("mode", Mode.words()).map(Mode::of).orElse(Mode.OVERWRITE);
        refuseNotYet(request, mode);
        var read = new CopyRequest(
                from,
                to,
                mode,
                request.optionalObject("filter").map(Filter::read),
                request.flag("consistentRead"),
                request.optionalInteger("segments", 1, 10_000),
                request.optionalInteger("workers", 1, 1_000),
                Request.ceilings(request),
                new Limits(
                        request.optionalPositive("maxCost"),
                        request.optionalInteger("maxRefused", 0, 1_000_000_000).orElse(Limits.DEFAULT_MAX_REFUSED)),
                request.flag("dryRun"),
                request.flag("allowConcurrent"),
                request.optionalObject("select").map(SelectRequest::read));
        request.end();
        return read;
    }

    public ReadOptions readOptions() {
        return new ReadOptions(consistentRead, filter);
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("source", source.json());
        json.set("target", target.json());
        json.put("mode", mode.word());
        select.ifPresent(keys -> json.set("select", keys.json()));
        filter.ifPresent(f -> f.writeTo(json.putObject("filter")));
        if (consistentRead) {
            json.put("consistentRead", true);
        }
        segments.ifPresent(n -> json.put("segments", n));
        workers.ifPresent(n -> json.put("workers", n));
        Request.writeCeilings(ceilings, json);
        limits.maxCost().ifPresent(dollars -> json.put("maxCost", dollars));
        json.put("maxRefused", limits.maxRefused());
        if (dryRun) {
            json.put("dryRun", true);
        }
        if (allowConcurrent) {
            json.put("allowConcurrent", true);
        }
        return json;
    }

    private static void refuseNotYet(InputObject request, Mode mode) {
        if (mode != Mode.OVERWRITE) {
            throw new BadInput("mode", "mode must be overwrite in this version, got: " + mode.word());
        }
        for (String field : NOT_YET) {
            Optional<JsonNode> value = request.optionalNode(field);
            if (value.isPresent() && !value.get().equals(JsonNodeFactory.instance.booleanNode(false))) {
                throw new BadInput(field, "\"" + field + "\" is not supported in this version: leave it out");
            }
        }
    }

    /** The table's name where an ARN is given: {@code arn:aws:dynamodb:REGION:ACCOUNT:table/NAME}. */
    private static String plainName(String table) {
        return table.substring(table.lastIndexOf('/') + 1);
    }
}
