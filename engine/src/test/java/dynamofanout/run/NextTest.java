// SPDX-License-Identifier: Apache-2.0
package dynamofanout.run;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.request.RunId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NextTest {
    private static final RunId RUN = new RunId("Orders-1");

    @Test
    void is_a_command_and_a_request() {
        says(new Next.Resume(RUN, Optional.empty()), "fanout resume Orders-1", "{\"resume\": \"Orders-1\"}");
        says(
                new Next.Resume(RUN, Optional.of(Next.Limit.DELETES.to("40"))),
                "fanout resume Orders-1 --max-deletes 40",
                "{\"resume\": \"Orders-1\", \"maxDeletes\": 40}");
        says(
                new Next.Resume(RUN, Optional.of(Next.Limit.COST.to("0.5"))),
                "fanout resume Orders-1 --max-cost 0.5",
                "{\"resume\": \"Orders-1\", \"maxCost\": 0.5}");
        says(
                new Next.Resume(RUN, Optional.of(Next.Limit.REFUSED.to("20"))),
                "fanout resume Orders-1 --max-refused 20",
                "{\"resume\": \"Orders-1\", \"maxRefused\": 20}");
        says(new Next.Replay(RUN), "fanout replay Orders-1", "{\"replay\": \"Orders-1\"}");
    }

    private static void says(Next next, String command, String request) {
        assertThat(next.command()).isEqualTo(command);
        assertThat(next.request()).isEqualTo(request);
        assertThat(Next.ofCommand(command)).contains(next);
    }
}
