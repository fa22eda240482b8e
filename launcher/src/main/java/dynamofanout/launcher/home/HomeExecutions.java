// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.home;

import dynamofanout.launcher.console.HomeFailed;
import dynamofanout.request.Request;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;

/** Starts, describes and stops executions of the state machine. All methods throw {@link HomeFailed}. Thread-safe. */
public final class HomeExecutions {
    /** Step Functions accepts 256 KiB of input. The output of the first state, which adds to it, has the same limit. */
    private static final int LONGEST_INPUT = 240_000;

    private final SfnClient client;
    private final HomeCalls calls;

    HomeExecutions(SfnClient client, HomeCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /**
     * Starts the execution of a run whose plan the plan function has kept. The request is its input. If the request is
     * too long for an input (thousands of keys), the input only says that there is a kept plan. Otherwise as {@link
     * #start}.
     */
    boolean startProposed(String name, Request request) {
        String input = request.json().toString();
        boolean isShort = input.getBytes(StandardCharsets.UTF_8).length <= LONGEST_INPUT;
        return start(name, isShort ? input : "{\"proposed\":\"" + name + "\"}");
    }

    /**
     * Starts an execution. One of the same name and input that is running already counts as this one.
     *
     * @return false if another execution has had that name within the last 90 days
     */
    boolean start(String name, Request request) {
        return start(name, request.json().toString());
    }

    private boolean start(String name, String input) {
        return calls.answer("states:StartExecution", () -> {
            try {
                client.startExecution(
                        start -> start.stateMachineArn(calls.names().stateMachine())
                                .name(name)
                                .input(input));
                return true;
            } catch (ExecutionAlreadyExistsException taken) {
                return false;
            } catch (InvalidNameException tooLong) {
                throw HomeFailed.forGood(
                        "an execution's name must be at most 80 characters, got: " + name
                                + " (give the next run a shorter" + " name by --run-id)",
                        tooLong);
            }
        });
    }

    /** How the execution stands; empty when there is none of that name, or its record has expired. */
    Optional<HomeExecution> find(String name) {
        return calls.answer("states:DescribeExecution", () -> {
            try {
                return Optional.of(execution(client.describeExecution(
                        describe -> describe.executionArn(calls.names().execution(name)))));
            } catch (ExecutionDoesNotExistException gone) {
                return Optional.empty();
            }
        });
    }

    /** Whether an execution of that name goes on. */
    public boolean isRunning(String name) {
        return find(name).filter(HomeExecution::isRunning).isPresent();
    }

    /** Ends an execution at once; one that has ended stays as it is. */
    void stop(String name, String why) {
        calls.answer("states:StopExecution", () -> {
            try {
                return client.stopExecution(
                        stop -> stop.executionArn(calls.names().execution(name))
                                .error("Stopped")
                                .cause(why));
            } catch (ExecutionDoesNotExistException gone) {
                return Optional.empty();
            }
        });
    }

    /** Why the state machine cannot be seen; empty: it can. */
    public Optional<HomeFailed> requireStateMachine() {
        return calls.failure(
                "states:DescribeStateMachine",
                () -> client.describeStateMachine(
                        describe -> describe.stateMachineArn(calls.names().stateMachine())));
    }

    private static HomeExecution execution(DescribeExecutionResponse answer) {
        return new HomeExecution(
                answer.name(),
                answer.statusAsString(),
                answer.startDate(),
                Optional.ofNullable(answer.error()).filter(text -> !text.isBlank()),
                Optional.ofNullable(answer.cause()).filter(text -> !text.isBlank()));
    }
}
