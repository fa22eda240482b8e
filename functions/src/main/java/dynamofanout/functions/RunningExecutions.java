// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import dynamofanout.run.StoreFailed;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Looks up executions of the state machine by name. */
public final class RunningExecutions {
    private final Supplier<SfnClient> client;
    private final String stateMachine;

    /** @param stateMachine its ARN, {@code arn:aws:states:REGION:ACCOUNT:stateMachine:NAME} */
    public RunningExecutions(Supplier<SfnClient> client, String stateMachine) {
        this.client = client;
        this.stateMachine = stateMachine;
    }

    /**
     * Whether the execution is running. One that never existed, or was forgotten (after 90 days), is not.
     *
     * @throws StoreFailed if that cannot be found out
     */
    public boolean isRunning(String name) {
        try {
            return client.get()
                            .describeExecution(of -> of.executionArn(arn(name)))
                            .status()
                    == ExecutionStatus.RUNNING;
        } catch (ExecutionDoesNotExistException e) {
            return false;
        } catch (SdkException e) {
            throw new StoreFailed(
                    "whether execution " + name + " is going on cannot be found out: " + e.getMessage(), e);
        }
    }

    private String arn(String name) {
        return stateMachine.replace(":stateMachine:", ":execution:") + ":" + name;
    }
}
