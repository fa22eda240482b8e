// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.item.JsonStrings;
import dynamofanout.item.JsonWalker;
import dynamofanout.item.Slice;
import dynamofanout.mask.MaskPath.Member;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An item before masking, for rules that need more than their own value. Not thread-safe. */
final class ClearItem {
    private final Slice item;

    /** Digests by path. Few rules need them, and most of those use the same path. */
    private final Map<MaskPath, byte[]> digests = new HashMap<>(2);

    ClearItem(Slice item) {
        this.item = item;
    }

    /**
     * The digest of the value at a path.
     *
     * @throws RefusedByMask if there is none, or it is not a string, number or binary
     */
    byte[] digest(MaskPath by, Derivation.Labelled derivation) {
        return digests.computeIfAbsent(by, path -> {
            Content content = content(item, path)
                    .orElseThrow(() -> new RefusedByMask("needs a string, number or binary at " + path
                            + " in the same item (by of rule shiftDays), got: none"));
            return derivation.digest(content.type(), CanonicalValue.bytes(content.type(), content.text()));
        });
    }

    /** A scalar value: its type, and its text between the quotes. */
    record Content(ScalarType type, String text) {}

    /** The string, number or binary at a path without {@code []} and {@code *}. */
    static Optional<Content> content(Slice item, MaskPath path) {
        var walker = new JsonWalker(item);
        for (int i = 0; i < path.steps().size(); i++) {
            byte[] name = ((Member) path.steps().get(i)).name().getBytes(StandardCharsets.UTF_8);
            if (!goTo(name, walker)) {
                return Optional.empty();
            }
            walker.enterObject();
            walker.nextField();
            ValueType type = ValueType.of(walker.name());
            boolean isLast = i == path.steps().size() - 1;
            if (isLast && type.scalar().isPresent() && !type.isSet()) {
                String text = JsonStrings.unescape(walker.escapedString()).text();
                return Optional.of(new Content(type.scalar().get(), text));
            }
            if (isLast || type != ValueType.M) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean goTo(byte[] name, JsonWalker walker) {
        walker.enterObject();
        while (walker.nextField()) {
            if (walker.isNamed(name)) {
                return true;
            }
            walker.skipValue();
        }
        return false;
    }
}
