// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.Slice;
import dynamofanout.mask.MaskOutcome.Masked;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what masking an item of 1 KB with 11 attributes costs: nothing masked, five masked as issue 21 asks, and each
 * rule alone. Nanoseconds of this thread's CPU per item, the best of several rounds.
 */
final class MaskBench {
    private static final int ITEMS = 2_000;
    private static final int ROUNDS = 60;
    private static final String KEPT =
            "'status': 'keep', 'total': 'keep', 'note': 'keep', 'lines': 'keep', 'address': 'keep', 'flag': 'keep'";

    private MaskBench() {}

    public static void main(String[] arguments) {
        List<Slice> items = items();
        System.out.printf(Locale.ROOT, "%d bytes an item%n", items.get(0).length());
        Map<String, String> masks = new LinkedHashMap<>();
        masks.put("plain (all keep)", five("'keep'", "'keep'", "'keep'", "'keep'", "'keep'"));
        masks.put(
                "five masked",
                five(
                        "{'token': 'customer'}",
                        "{'email': 'customer'}",
                        "{'shape': 'phone', 'keepLast': 2}",
                        "{'name': 'full'}",
                        "{'shiftDays': 30, 'by': 'id'}"));
        masks.put("token only", five("{'token': 'customer'}", "'keep'", "'keep'", "'keep'", "'keep'"));
        masks.put("shape only", five("'keep'", "'keep'", "{'shape': 'phone', 'keepLast': 2}", "'keep'", "'keep'"));
        masks.put("name only", five("'keep'", "'keep'", "'keep'", "{'name': 'full'}", "'keep'"));
        masks.put("shiftDays only", five("'keep'", "'keep'", "'keep'", "'keep'", "{'shiftDays': 30, 'by': 'id'}"));
        masks.put("drop only", five("'keep'", "'keep'", "'keep'", "'drop'", "'keep'"));
        masks.put(
                "number token only",
                five("'keep'", "'keep'", "'keep'", "'keep'", "'keep'")
                        .replace("'total': 'keep'", "'total': {'token': 't'}"));
        masks.forEach((name, attributes) -> measure(name, Masks.attributes(attributes), items));
    }

    static String five(String id, String email, String phone, String name, String born) {
        return "'id': " + id + ", 'email': " + email + ", 'phone': " + phone + ", 'name': " + name + ", 'born': " + born
                + ", " + KEPT;
    }

    private static void measure(String name, Masker masker, List<Slice> items) {
        var threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            for (Slice item : items) {
                bytes += ((Masked) masker.mask(item)).item().length();
            }
            best = Math.min(best, (double) (threads.getCurrentThreadCpuTime() - start) / items.size());
        }
        System.out.printf(Locale.ROOT, "%-20s %7.0f ns an item (%d bytes out)%n", name, best, bytes / ROUNDS / ITEMS);
    }

    static List<Slice> items() {
        List<Slice> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(Slice.of(("{'id':{'S':'C-" + (100_000 + i) + "'},'email':{'S':'person" + i
                            + "@example.com'},'phone':{'S':'+49 170 12345" + (10 + i % 90)
                            + "'},'name':{'S':'Ada Lovelace "
                            + i + "'},'born':{'S':'1985-03-17'},'status':{'S':'OPEN'},'total':{'N':'" + (i * 37)
                            + "'},'note':{'S':'" + "text ".repeat(60)
                            + "'},'lines':{'L':[{'M':{'sku':{'S':'A-1'},'count':{'N':'2'},'price':{'N':'19.99'}}},"
                            + "{'M':{'sku':{'S':'B-22'},'count':{'N':'1'},'price':{'N':'5.50'}}}]},'address':{'M':{'street':"
                            + "{'S':'Main Street " + i
                            + "'},'city':{'S':'Springfield'},'zip':{'S':'12345'}}},'flag':{'BOOL':true}}")
                    .replace('\'', '"')));
        }
        return items;
    }
}
