// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

/** Thrown when bytes are not the JSON that was expected, for example when an answer was cut off. */
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedJson(String what, int at) {
        super(what + " at byte " + at);
    }
}
