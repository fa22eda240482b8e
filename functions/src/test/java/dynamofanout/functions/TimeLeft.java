// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;

/** An invocation's context that knows how much time is left and which function was meant, and nothing else. */
public final class TimeLeft implements Context {
    private final String invoked;
    private final long endsAt;

    TimeLeft(Duration left) {
        this("", left);
    }

    /** @param invoked ARN of a function, with its qualifier */
    public TimeLeft(String invoked, Duration left) {
        this.invoked = invoked;
        this.endsAt = System.nanoTime() + left.toNanos();
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) ((endsAt - System.nanoTime()) / 1_000_000);
    }

    @Override
    public String getAwsRequestId() {
        return "request";
    }

    @Override
    public String getLogGroupName() {
        return "";
    }

    @Override
    public String getLogStreamName() {
        return "";
    }

    @Override
    public String getFunctionName() {
        return "fanout";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return invoked;
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("no identity");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("no client context");
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("the log is the deployment's");
    }
}
