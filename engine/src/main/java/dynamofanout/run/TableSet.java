// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.input.InputObject;
import dynamofanout.request.Ceilings;
import dynamofanout.request.Limits;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.request.SetRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A set of tables that were planned together. Each table has a run of its own. The set only says which runs belong
 * together, and what applies to runs that have not begun. Its tables are fixed when the set is planned.
 *
 * @param owner the execution that carries the set out; on this machine the set's own id
 * @param request of a copy of several tables, or of a replay of another set
 * @param stop once there is one, no further run begins
 * @param ceilings of each run that begins
 * @param limits {@code maxCost} for all runs together, the others for each
 */
public record TableSet(
        RunId id,
        Instant startedAt,
        String owner,
        Request request,
        List<Member> runs,
        Optional<Stop> stop,
        Ceilings ceilings,
        Limits limits) {
    public static final int FORMAT = 1;

    /** More than an account has tables without asking AWS for more is hardly meant. */
    public static final int MOST_TABLES = 1_000;

    /**
     * One table.
     *
     * @param run its id, also while there is no such run yet
     * @param source name or ARN of the table
     * @param target name of the table that it is copied into
     * @param dollars estimate; absent where a price is not known
     * @param original run whose refused items are copied again, in the replay of a set
     * @param refusal why its run could not begin
     * @param limit dollars that its run was promised of the set's {@code maxCost} when it began
     */
    public record Member(
            RunId run,
            String source,
            String target,
            Optional<Double> dollars,
            Optional<RunId> original,
            Optional<String> refusal,
            Optional<BigDecimal> limit) {
        /** Of a table that waits for its run to begin. */
        public Member(RunId run, String source, String target, Optional<Double> dollars, Optional<RunId> original) {
            this(run, source, target, dollars, original, Optional.empty(), Optional.empty());
        }

        private Member refused(String why) {
            return new Member(run, source, target, dollars, original, Optional.of(why), limit);
        }

        private Member promised(BigDecimal most) {
            return new Member(run, source, target, dollars, original, refusal, Optional.of(most));
        }

        private Member again() {
            return new Member(run, source, target, dollars, original);
        }

        private ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("run", run.text())
                    .put("source", source)
                    .put("target", target);
            dollars.ifPresent(sum -> json.put("dollars", sum));
            original.ifPresent(id -> json.put("original", id.text()));
            refusal.ifPresent(why -> json.put("refusal", why));
            limit.ifPresent(most -> json.put("limit", most));
            return json;
        }

        private static Member read(JsonNode json) {
            return new Member(
                    new RunId(json.path("run").asText()),
                    json.path("source").asText(),
                    json.path("target").asText(),
                    json.path("dollars").isNumber()
                            ? Optional.of(json.path("dollars").asDouble())
                            : Optional.empty(),
                    Optional.ofNullable(json.path("original").textValue()).map(RunId::new),
                    Optional.ofNullable(json.path("refusal").textValue()),
                    json.path("limit").isNumber()
                            ? Optional.of(json.path("limit").decimalValue())
                            : Optional.empty());
        }
    }

    public TableSet {
        runs = List.copyOf(runs);
        id.requireSet();
    }

    /** How many runs go on at a time. */
    public int tablesAtOnce() {
        return request instanceof SetRequest set ? set.tablesAtOnce() : SetRequest.DEFAULT_AT_ONCE;
    }

    /** The first wish to stop stays. */
    public TableSet stopping(Stop wish) {
        return new TableSet(id, startedAt, owner, request, runs, stop.or(() -> Optional.of(wish)), ceilings, limits);
    }

    public TableSet withCeilings(Ceilings newCeilings) {
        return new TableSet(id, startedAt, owner, request, runs, stop, newCeilings, limits);
    }

    /** For who goes on with the set: no stop, no refusals and no promises any more. */
    public TableSet resumed(String newOwner, Ceilings newCeilings, Limits newLimits) {
        return new TableSet(id, startedAt, newOwner, request, runs, Optional.empty(), newCeilings, newLimits)
                .each(Member::again);
    }

    /** A run could not begin. */
    public TableSet refused(RunId run, String why) {
        return each(member -> member.run().equals(run) ? member.refused(why) : member);
    }

    /** A run that begins may spend so many dollars. */
    public TableSet promising(RunId run, BigDecimal most) {
        return each(member -> member.run().equals(run) ? member.promised(most) : member);
    }

    /** One of the tables, by its run. */
    public Optional<Member> member(RunId run) {
        return runs.stream().filter(member -> member.run().equals(run)).findFirst();
    }

    private TableSet each(UnaryOperator<Member> change) {
        return new TableSet(
                id, startedAt, owner, request, runs.stream().map(change).toList(), stop, ceilings, limits);
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("set", id.text())
                .put("startedAt", startedAt.toString())
                .put("owner", owner);
        json.set("request", request.json());
        ArrayNode list = json.putArray("runs");
        runs.forEach(member -> list.add(member.json()));
        stop.ifPresent(wish -> json.set("stop", wish.json()));
        json.set("ceilings", ceilings.json());
        return json.set("limits", limits.json());
    }

    public static TableSet read(JsonNode json) {
        List<Member> runs = new ArrayList<>();
        json.path("runs").forEach(member -> runs.add(Member.read(member)));
        JsonNode stop = json.path("stop");
        return new TableSet(
                new RunId(json.path("set").asText()),
                Instant.parse(json.path("startedAt").asText()),
                json.path("owner").asText(),
                Request.read(InputObject.of("the stored request of the set", json.path("request"))),
                runs,
                stop.isObject() ? Optional.of(Stop.read(stop)) : Optional.empty(),
                Ceilings.read(json.path("ceilings")),
                Limits.read(json.path("limits")));
    }
}
