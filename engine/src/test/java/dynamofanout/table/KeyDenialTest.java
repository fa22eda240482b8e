// SPDX-License-Identifier: Apache-2.0
package dynamofanout.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyDenialTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    @Test
    void a_denial_by_kms_names_the_action_the_key_and_what_to_do() {
        String said =
                "User: arn:aws:sts::111111111111:assumed-role/fanout-read-production/Orders-1 is not authorized to"
                        + " perform: kms:Decrypt on resource: " + KEY + " because no identity-based policy allows it";

        assertThat(KeyDenial.sentence("table Orders in production", denied("AccessDeniedException", said)))
                .contains("no permission for kms:Decrypt on key " + KEY
                        + " that encrypts table Orders in production: list the"
                        + " key in \"kmsKeys\" of its environment in fanout.json and deploy its access stack, or allow it for"
                        + " these credentials, and see that the key's own policy lets its account's roles use it ("
                        + said
                        + ")");
    }

    @Test
    void a_denial_that_names_no_key_is_recognised_too() {
        assertThat(KeyDenial.sentence(
                        "table Orders in production", denied("AccessDeniedException", "KMS key access denied")))
                .get()
                .asString()
                .startsWith("no permission for kms:Decrypt on the key that encrypts table Orders in production: ");
    }

    @Test
    void any_other_denial_is_none_of_kms() {
        String said = "User: arn:aws:iam::111111111111:user/me is not authorized to perform: dynamodb:Scan";

        assertThat(KeyDenial.sentence("table Orders in production", denied("AccessDeniedException", said)))
                .isEmpty();
    }

    private static CallFailed denied(String code, String said) {
        String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"Message\":\"" + said + "\"}";
        return ErrorAnswer.read("Scan", 400, body.getBytes(StandardCharsets.UTF_8));
    }
}
