// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.show;

import dynamofanout.run.PlannedMask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Describes the mask of a plan for people: each rule with its attributes, and how often a sample has them. */
final class MaskText {
    private MaskText() {}

    static String of(PlannedMask mask) {
        var lines = new StringJoiner(System.lineSeparator());
        String sampled =
                mask.sampled() == 0 ? "" : ", by a sample of " + Figures.count(mask.sampled(), "item", "items");
        lines.add("  mask     " + mask.source().file() + " (" + mask.rules() + ")" + sampled);
        Map<String, StringJoiner> byRule = new LinkedHashMap<>();
        List<PlannedMask.Use> uses = mask.uses();
        uses.forEach(use -> byRule.computeIfAbsent(use.rule(), rule -> new StringJoiner(", "))
                .add(use.path() + (mask.sampled() == 0 ? "" : " " + Figures.whole(use.items()))));
        byRule.forEach((rule, paths) -> lines.add("           " + rule + ": " + paths));
        if (mask.masksKey()) {
            lines.add("           keys in the target differ from those in the source");
        }
        return lines.toString();
    }
}
