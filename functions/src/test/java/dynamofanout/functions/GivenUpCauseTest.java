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
            Sandbox.Timedout | {"errorMessage":"Task timed out after 900.00 seconds"} | its worker ran out of time: Task timed out after 900.00 seconds
            Runtime.ExitError | {"errorMessage":"exit status 137"} | its worker's process ended: exit status 137
            Lambda.Unknown | The cause could not be determined | its worker's process ended: The cause could not be determined
            States.Runtime | '' | States.Runtime
            """)
    void says_what_happened_without_the_stack(String error, String cause, String sentence) {
        assertThat(GivenUpCause.sentence(error, cause)).isEqualTo(sentence);
    }
}
