// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.environment.DeploymentNames;
import dynamofanout.input.BadInput;
import dynamofanout.item.ItemJson;
import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.launcher.show.Figures;
import dynamofanout.request.CeilingsChange;
import dynamofanout.request.Request;
import dynamofanout.request.RunId;
import dynamofanout.run.Control;
import dynamofanout.run.Origin;
import dynamofanout.run.Plan;
import dynamofanout.run.TableSet;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invokes the Lambda functions of the home account. All methods throw {@link HomeFailed}. Thread-safe. */
public final class HomeFunctions {
    /** The most that Lambda accepts in one invocation. */
    private static final int LARGEST_EVENT = 6 << 20;

    /** Of a plan: it changes nothing. */
    private static final int MOST_TRIES = 3;

    private static final String INVOKE = "lambda:InvokeFunction";

    private final LambdaClient client;
    private final HomeCalls calls;

    /** A plan, and what the deployed {@code fanout.json} says about each environment. */
    record Proposed(Plan plan, JsonNode rules) {}

    /** The tables of a set, and what the deployed {@code fanout.json} says about each environment. */
    record ProposedSet(TableSet set, JsonNode rules) {}

    /**
     * What the plan function finds when it looks at every environment.
     *
     * @param rules what the deployed fanout.json says of it
     * @param unreserved how many functions of the account may run at a time
     */
    public record Looked(JsonNode environments, JsonNode rules, OptionalInt unreserved) {}

    HomeFunctions(LambdaClient client, HomeCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /**
     * The plan of a copy or replay, which is kept for the execution named like the run.
     *
     * @throws BadInput when it is refused
     */
    Proposed propose(RunId run, Request request, Origin origin) {
        JsonNode answer = ask(run, request, Optional.of(origin));
        return new Proposed(Plan.read(answer.path("plan")), answer.path("rules"));
    }

    /**
     * Chooses the tables of a set. Each of them must then be planned.
     *
     * @throws BadInput when it is refused
     */
    ProposedSet proposeSet(RunId set, Request request) {
        JsonNode answer = ask(set, request, Optional.empty());
        return new ProposedSet(TableSet.read(answer.path("chosen")), answer.path("rules"));
    }

    /**
     * The plan of one of the chosen tables, which is kept for the execution of its run.
     *
     * @throws BadInput when it cannot be copied
     */
    Plan planTable(RunId run, Origin origin) {
        ObjectNode event = object().put("planTable", run.text());
        origin.into(event.putObject("origin"));
        for (int tries = 1; ; tries++) {
            try {
                return Plan.read(ask(event).path("plan"));
            } catch (HomeFailed failure) { // of hundreds of processes one may end
                if (!failure.mayPass() || tries == MOST_TRIES) {
                    throw failure;
                }
            }
        }
    }

    /**
     * Finds out whether a run can be resumed.
     *
     * @throws BadInput when it is refused
     */
    void check(RunId run, Request resume) {
        ask(run, resume, Optional.empty());
    }

    /** Tells a run to end in order. */
    void stop(RunId run, String reason) {
        ask(object().put("stop", run.text()).put("reason", reason));
    }

    /** Changes ceilings of a run. */
    Control limit(RunId run, CeilingsChange change) {
        return Control.read(askToLimit(run, change).path("control"));
    }

    /** Changes ceilings of all tables of a set. */
    TableSet limitSet(RunId set, CeilingsChange change) {
        return TableSet.read(askToLimit(set, change).path("set"));
    }

    private JsonNode askToLimit(RunId id, CeilingsChange change) {
        ObjectNode event = object().put("limit", id.text());
        event.set("ceilings", change.json());
        return ask(event);
    }

    /** Finishes a run whose execution ended without a summary: computes the verdict and writes the summary. */
    void finish(RunId run, HomeExecution execution) {
        invoke(
                names().finish(),
                object().put("runId", run.text())
                        .put("execution", execution.name())
                        .put("startedAt", execution.startedAt().toString()));
    }

    /** What the plan function finds when it looks at every environment. */
    public Looked doctor() {
        JsonNode answer = invoke(names().plan(), object().put("doctor", true));
        JsonNode unreserved = answer.path("unreservedConcurrency");
        return new Looked(
                answer.path("environments"),
                answer.path("rules"),
                unreserved.isInt() ? OptionalInt.of(unreserved.intValue()) : OptionalInt.empty());
    }

    /** Why the function's alias cannot be seen; empty: it can. */
    public Optional<HomeFailed> requireAlias(String function, String alias) {
        return calls.failure(
                "lambda:GetAlias",
                () -> client.getAlias(get ->
                        get.functionName(calls.names().function(function)).name(alias)));
    }

    /** One page of a query's answer, or its error, as the query function has it for an environment. */
    public JsonNode query(String environment, ObjectNode request) {
        return invoke(names().query(), DeploymentNames.queryAlias(environment), request);
    }

    private JsonNode ask(RunId run, Request request, Optional<Origin> origin) {
        ObjectNode question = object().put("propose", run.text());
        question.set("request", request.json());
        origin.ifPresent(who -> who.into(question.putObject("origin")));
        int bytes = question.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_EVENT) {
            throw new BadInput(
                    "select",
                    "the keys must be at most 6 MB for a copy on AWS, got: " + Figures.bytes(bytes)
                            + " (split the keys into several copies, or copy by --local)");
        }
        return ask(question);
    }

    private JsonNode ask(ObjectNode question) {
        JsonNode answer = invoke(names().plan(), question);
        if (answer.hasNonNull("refused")) {
            throw new BadInput(
                    answer.path("field").asText(""), answer.path("refused").asText());
        }
        return answer;
    }

    private JsonNode invoke(String function, ObjectNode event) {
        return invoke(function, DeploymentNames.ALIAS, event);
    }

    private JsonNode invoke(String function, String alias, ObjectNode event) {
        InvokeResponse response = calls.answer(
                INVOKE,
                () -> client.invoke(invoke -> invoke.functionName(calls.names().function(function))
                        .qualifier(alias)
                        .payload(SdkBytes.fromUtf8String(event.toString()))));
        JsonNode answer = tree(function, response.payload().asUtf8String());
        if (response.functionError() != null) {
            String sentence = "function " + function + " failed: " + why(answer) + " (its log is /aws/lambda/"
                    + function + " in " + calls.names().place() + ")";
            var cause = new IllegalStateException(response.functionError());
            throw isEndOfProcess(answer) ? HomeFailed.forNow(sentence, cause) : HomeFailed.forGood(sentence, cause);
        }
        return answer;
    }

    private DeploymentNames names() {
        return calls.names().deployed();
    }

    private JsonNode tree(String function, String answer) {
        Optional<JsonProcessingException> why = Optional.empty();
        try {
            JsonNode tree = ItemJson.mapper().readTree(answer);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException unreadable) {
            why = Optional.of(unreadable);
        }
        throw HomeFailed.forGood(
                "function " + function + " gave an answer that this fanout cannot read; to deploy the same version, "
                        + calls.names().deploy(),
                why.<Exception>map(unreadable -> unreadable).orElseGet(() -> new IllegalStateException("no object")));
    }

    /** Lambda's own names, where a Java exception has its class: {@code Runtime.ExitError}, {@code Sandbox.Timedout}. */
    private static boolean isEndOfProcess(JsonNode error) {
        return error.path("errorType").asText("").matches("(Runtime|Sandbox)\\..*");
    }

    private static String why(JsonNode error) {
        String type = error.path("errorType").asText("");
        String message = error.path("errorMessage").asText("no reason was given");
        return type.isEmpty() ? message : type.substring(type.lastIndexOf('.') + 1) + ": " + message;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
