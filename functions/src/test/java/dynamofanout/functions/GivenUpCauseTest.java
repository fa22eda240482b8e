// SPDX-License-Identifier: Apache-2.0
package dynamofanout.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GivenUpCauseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            dynamofanout.copy.GaveUp | {"errorMessage":"table Orders took nothing","stackTrace":["x"]} | table Orders took nothing
            Sandbox.Timedout | {"errorMessage":"Task timed out after 900.00 seconds"} | its worker ran out of time (if it comes again, raise marginSeconds): Task timed out after 900.00 seconds
            Runtime.ExitError | {"errorMessage":"exit status 137"} | its worker's process ended, usually for lack of memory (if it comes again, raise memoryMb): exit status 137
            Lambda.Unknown | The cause could not be determined | its worker's process ended, usually for lack of memory (if it comes again, raise memoryMb): The cause could not be determined
            Runtime.Unknown | {"errorType":"Runtime.Unknown","errorMessage":"signal: killed"} | its worker's process ended, usually for lack of memory (if it comes again, raise memoryMb): signal: killed
            Sandbox.Failure | {"errorMessage":"sandbox"} | its worker's process ended, usually for lack of memory (if it comes again, raise memoryMb): sandbox
            Runtime.OutOfMemory | {"errorType":"Runtime.OutOfMemory","errorMessage":"signal: killed"} | its worker ran out of memory (raise memoryMb and deploy): signal: killed
            java.lang.OutOfMemoryError | {"errorMessage":"Java heap space"} | its worker ran out of memory (raise memoryMb and deploy): Java heap space
            Lambda.TooManyRequestsException | Rate Exceeded. | no slot of the account's concurrency was free for its worker for about four days (lower mostWorkers, or have the quota raised): Rate Exceeded.
            States.Runtime | '' | States.Runtime
            """)
    void says_what_happened_without_the_stack(String error, String cause, String sentence) {
        assertThat(GivenUpCause.sentence(error, cause)).isEqualTo(sentence);
    }
}
