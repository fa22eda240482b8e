// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The result of one check of {@code fanout doctor}.
 *
 * @param what in a word or three, for example {@code Node.js}
 * @param sentence what was found, or what to do
 */
record Finding(String what, Finding.Result result, String sentence) {
    /** Whether it is there. */
    enum Result {
        OK,
        MISSING
    }

    static Finding ok(String what, String sentence) {
        return new Finding(what, Result.OK, sentence);
    }

    static Finding missing(String what, String sentence) {
        return new Finding(what, Result.MISSING, sentence);
    }

    boolean isOk() {
        return result == Result.OK;
    }

    String line() {
        return String.format("%-8s %s: %s", isOk() ? "ok" : "missing", what, sentence);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("check", what)
                .put("ok", isOk())
                .put("sentence", sentence);
    }
}
