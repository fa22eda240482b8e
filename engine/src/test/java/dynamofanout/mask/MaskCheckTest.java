// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.item.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskCheckTest {
    @Test
    void a_mask_that_covers_the_sample_has_no_findings() {
        assertThat(findings("{'attributes': {'id': {'token': 'c'}, 'm': 'drop', 'm.known': 'keep', 'l[]': 'keep'}}"))
                .isEmpty();
    }

    @Test
    void paths_without_rules_and_rules_without_paths_are_listed() {
        assertThat(
                        findings(
                                "{'attributes': {'id': {'shape': 'c'}, 'm.known': 'keep', 'l': {'email': 'e'}, 'gone': 'drop'}}"))
                .containsExactly(
                        "attribute id (S) of the table's key must have a rule that keeps different values different (keep,"
                                + " token, email, or split of those) in the mask for Orders, got: shape may make two"
                                + " values one",
                        "30 of 30 sampled items would be refused: m.* must have a rule in the mask, got: none",
                        "m.* has no rule (30 of 30 sampled items have it; unlisted: refuse)",
                        "l[] has no rule (30 of 30 sampled items have it; unlisted: refuse)",
                        "nothing in the sample matches the rule for gone");
    }

    @Test
    void entities_are_checked_one_by_one() {
        String table =
                "{'items': [{'when': {'id': 'c*'}, 'attributes': {'id': 'keep', 'm': 'drop'}}, {'when': {'id': 'x*'},"
                        + " 'attributes': {'id': 'keep'}}]}";

        assertThat(findings(table))
                .containsExactly(
                        "30 of 30 sampled items would be refused: l must have a rule in the mask, got: none",
                        "l[] of items with id c* has no rule (30 of 30 sampled items have it; unlisted: refuse)",
                        "nothing in the sample is of items with id x*: their rules could not be checked");
    }

    private static List<String> findings(String table) {
        List<Slice> items = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            items.add(Slice.of(("{'id':{'S':'canary" + i + "'},'m':{'M':{'known':{'S':'1'},'canary" + i
                            + "@example.com':{'S':'canary'}}},'l':{'L':[{'S':'canary'}]}}")
                    .replace('\'', '"')));
        }
        TableMask mask = Masks.file(table.replace('\'', '"')).table("Orders");
        List<String> findings = new MaskCheck(mask, Masks.KEY, Map.of()).findings(items, Masks.SECRET);
        assertThat(findings).noneMatch(finding -> finding.contains("canary"));
        return findings;
    }
}
