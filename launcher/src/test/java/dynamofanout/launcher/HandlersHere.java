// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dynamofanout.functions.Deployment;
import dynamofanout.functions.FinishHandler;
import dynamofanout.functions.FunctionsHere;
import dynamofanout.functions.PlanHandler;
import dynamofanout.functions.SegmentHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.SdkHttpClient;

/** The real handlers in this process; a handler has one event at a time, as in a Lambda process. */
final class HandlersHere implements HomeDouble.Functions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIME = Duration.ofSeconds(60);

    private final Map<String, Queue<RequestStreamHandler>> idle = new ConcurrentHashMap<>();
    private final FunctionsHere here;
    private final HomeDouble home;
    private final UnaryOperator<SdkHttpClient> wire;

    /** @param wire put on top of the HTTP client of the path of items */
    HandlersHere(FunctionsHere here, HomeDouble home, UnaryOperator<SdkHttpClient> wire) {
        this.here = here;
        this.home = home;
        this.wire = wire;
    }

    @Override
    public JsonNode invoke(String function, JsonNode event) throws Exception {
        Queue<RequestStreamHandler> free = idle.computeIfAbsent(function, name -> new ConcurrentLinkedQueue<>());
        RequestStreamHandler found = free.poll();
        RequestStreamHandler handler = found == null ? handler(function) : found;
        try {
            return JSON.readTree(FunctionsHere.invoke(handler, event.toString(), TIME));
        } finally {
            free.add(handler);
        }
    }

    private RequestStreamHandler handler(String function) {
        Deployment deployment = here.deployment(home.client(), wire);
        return switch (function) {
            case "fanout-plan" -> new PlanHandler(deployment);
            case "fanout-segment" -> new SegmentHandler(deployment);
            case "fanout-finish" -> new FinishHandler(deployment);
            default -> throw new IllegalArgumentException("no function " + function);
        };
    }
}
