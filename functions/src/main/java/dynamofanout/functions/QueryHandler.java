// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import dynamofanout.pace.Waiting;
import dynamofanout.query.AnswerLimits;
import dynamofanout.query.AnswerLimits.Carriage;
import dynamofanout.query.NotAnswered;
import dynamofanout.query.NotAnswered.Status;
import dynamofanout.query.Queries;
import dynamofanout.query.QueryPermissions;
import dynamofanout.query.QueryWarmUp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;

/**
 * Handler of the query function. A function does not learn who called it, so each environment has an alias with its own
 * resource policy. The handler answers only for the environment of the alias that was invoked. Direct invocations get
 * the plain answer, and those by URL get it as HTTP.
 */
public final class QueryHandler implements RequestStreamHandler, Resource {
    private static final String ALIAS_PREFIX = "live-";

    /** After this time a page makes no new call. */
    private static final Duration PAGE = Duration.ofSeconds(5);

    /** Time for one last call (3 s) and for writing the answer, after the page's time. */
    private static final Duration MARGIN = Duration.ofSeconds(4);

    /** Lambda allows answers of 6 MB. The rest is for the JSON around the items. */
    private static final int PAGE_BYTES = 5_500_000;

    private final Supplier<QueryDeployment> fresh;
    private QueryDeployment deployment;
    private Queries queries;

    /** The handler as Lambda creates it. */
    public QueryHandler() {
        this(QueryDeployment::real);
        Core.getGlobalContext().register(this);
    }

    /** @param fresh opens the deployment, and again after a snapshot is restored */
    QueryHandler(Supplier<QueryDeployment> fresh) {
        this.fresh = fresh;
        this.deployment = fresh.get();
        this.queries = queries(deployment);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        out.write(answer(event, context).getBytes(StandardCharsets.UTF_8));
    }

    /** Runs a query once, so that its classes and connections are in the snapshot. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> snapshot) {
        new QueryWarmUp(deployment.configuration(), queries).play(bounds(Duration.ofSeconds(8), Carriage.PLAIN));
    }

    /** Opens everything again, because connections and credentials of the snapshot are out of date. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> snapshot) {
        queries.close();
        deployment = fresh.get();
        queries = queries(deployment);
    }

    private String answer(String text, Context context) {
        boolean isUrl = false;
        try {
            JsonNode event = InputObject.parse("the request", text).node();
            isUrl = UrlEvent.isOne(event);
            InputObject request = isUrl
                    ? InputObject.parse("the request", UrlEvent.body(event))
                    : InputObject.of("the request", event);
            Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
            String json = queries.answer(
                            request,
                            Optional.of(environment(context.getInvokedFunctionArn())),
                            bounds(left, isUrl ? Carriage.QUOTED : Carriage.PLAIN))
                    .json();
            return isUrl ? UrlEvent.answer(200, json) : json;
        } catch (BadInput bad) {
            return refusal(isUrl, NotAnswered.badRequest(bad));
        } catch (NotAnswered refused) {
            return refusal(isUrl, refused);
        } catch (RuntimeException unforeseen) {
            log(unforeseen);
            return refusal(
                    isUrl,
                    new NotAnswered(Status.FAILED, "the query failed; the function's log says where", unforeseen));
        }
    }

    private String refusal(boolean isUrl, NotAnswered refused) {
        if (refused.status() == Status.FAILED) {
            deployment.log().metrics(Map.of("QueryErrors", 1.0));
        }
        String json = refused.json().toString();
        return isUrl ? UrlEvent.answer(refused.status().number(), json) : json;
    }

    /** The environment in the alias of {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME:ALIAS}. */
    private static String environment(String invokedArn) {
        String[] parts = invokedArn.split(":", -1);
        String alias = parts.length == 8 ? parts[7] : "";
        if (!alias.startsWith(ALIAS_PREFIX)) {
            throw new NotAnswered(
                    Status.FORBIDDEN,
                    "environment",
                    "the function must be invoked by the alias of an environment, such as live-production, got: "
                            + (alias.isEmpty() ? "none" : "\"" + alias + "\""));
        }
        return alias.substring(ALIAS_PREFIX.length());
    }

    private AnswerLimits bounds(Duration left, Carriage carriage) {
        long nanos = Math.max(0, Math.min(PAGE.toNanos(), left.minus(MARGIN).toNanos()));
        return new AnswerLimits(deployment.nanoTime().getAsLong() + nanos, PAGE_BYTES, carriage);
    }

    /** Logs where an exception happened. Its messages are left out, because they may quote an item. */
    private void log(RuntimeException unforeseen) {
        var line = new StringBuilder("query failed: ");
        for (Throwable cause = unforeseen; cause != null; cause = cause.getCause()) {
            line.append(cause.getClass().getName());
            for (int i = 0; i < Math.min(5, cause.getStackTrace().length); i++) {
                line.append(i == 0 ? " at " : " < ").append(cause.getStackTrace()[i]);
            }
            line.append("; ");
        }
        deployment.log().error(line.toString());
    }

    private static Queries queries(QueryDeployment around) {
        return new Queries(
                QueryPermissions.deployed(around.configuration()),
                around.opener().inSession("query"),
                around.nanoTime(),
                around.chance(),
                Waiting.REAL);
    }
}
