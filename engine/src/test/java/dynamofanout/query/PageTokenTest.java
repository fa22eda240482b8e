// SPDX-License-Identifier: Apache-2.0
package dynamofanout.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dynamofanout.input.BadInput;
import dynamofanout.item.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageTokenTest {
    private static final String KEY = "{\"id\":{\"S\":\"ü 17\"},\"n\":{\"N\":\"1.5\"}}";
    private static final String REQUEST = "a request";
    private static final String TOKEN = PageToken.write(Slice.of(KEY), REQUEST);

    @Test
    void gives_the_last_key_back() {
        assertThat(PageToken.read(TOKEN, REQUEST).text()).isEqualTo(KEY);
        assertThat(TOKEN).matches("[0-9A-Za-z_-]+");
    }

    /** Callers keep tokens while the function is deployed anew: what this version wrote must stay readable. */
    @Test
    void stays_as_it_is_from_version_to_version() {
        assertThat(TOKEN)
                .isEqualTo(
                        "eyJ2IjoxLCJrIjp7ImlkIjp7IlMiOiLDvCAxNyJ9LCJuIjp7Ik4iOiIxLjUifX0sImgiOiJLOElPRjYzLVFfWmt4WE9UIn0");
    }

    @Test
    void belongs_to_one_request() {
        assertThat(refusal(TOKEN, "another request"))
                .isEqualTo("pageToken must come as it is from an answer to the same request (all but limit and"
                        + " pageToken), got one of another request or an altered one");
    }

    @Test
    void is_refused_whatever_character_is_altered() {
        for (int i = 0; i < TOKEN.length(); i++) {
            char other = TOKEN.charAt(i) == 'A' ? 'B' : 'A';
            String altered = TOKEN.substring(0, i) + other + TOKEN.substring(i + 1);
            assertThat(refusal(altered, REQUEST)).as("character %s", i).startsWith("pageToken ");
        }
    }

    @Test
    void is_refused_when_it_is_cut_or_longer_or_something_else() {
        String nested = base64("{\"v\":1,\"k\":[],\"h\":\"x\"}");

        assertThat(refusal(TOKEN.substring(1), REQUEST)).startsWith("pageToken must");
        assertThat(refusal(TOKEN + TOKEN, REQUEST)).startsWith("pageToken must");
        assertThat(refusal("?", REQUEST))
                .isEqualTo("pageToken must be the nextPageToken of an answer, got another text");
        assertThat(refusal(nested, REQUEST)).isEqualTo(refusal("?", REQUEST));
    }

    @Test
    void of_a_newer_version_is_named_so() {
        assertThat(refusal(base64("{\"v\":2,\"k\":{}}"), REQUEST))
                .isEqualTo("pageToken was made by a newer version: begin again without it");
    }

    private static String refusal(String token, String request) {
        return catchThrowableOfType(BadInput.class, () -> PageToken.read(token, request))
                .sentence();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
