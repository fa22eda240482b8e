// SPDX-License-Identifier: Apache-2.0
package dynamofanout.item;

/**
 * Finds where values begin and end in JSON bytes, without building objects. It expects the well-formed JSON that
 * DynamoDB writes (an answer's length and checksum are checked before). It only checks what keeps it within bounds:
 * strings end, brackets close, and fields of objects have names.
 */
public final class JsonWalker {
    private final byte[] bytes;
    private final int end;

    /** Position of the next byte to look at. */
    private int at;

    private int nameFrom;
    private int nameTo;
    private int valueFrom;

    public JsonWalker(Slice slice) {
        this.bytes = slice.bytes();
        this.at = slice.from();
        this.end = slice.to();
    }

    /** Steps into the object that begins here. */
    public void enterObject() {
        expect('{');
    }

    /** Steps into the array that begins here. */
    public void enterArray() {
        expect('[');
    }

    /** Moves to the value of the object's next field. At the end of the object it steps out and returns false. */
    public boolean nextField() {
        if (isAtEndOf('}')) {
            return false;
        }
        expect('"');
        nameFrom = at;
        skipString();
        nameTo = at - 1;
        expect(':');
        skipSpace();
        valueFrom = at;
        return true;
    }

    /** Moves to the array's next element. At the end of the array it steps out and returns false. */
    public boolean nextElement() {
        if (isAtEndOf(']')) {
            return false;
        }
        valueFrom = at;
        return true;
    }

    /** Whether the current field has this name. Names with escapes are unescaped first. */
    public boolean isNamed(byte[] name) {
        for (int i = nameFrom; i < nameTo; i++) {
            if (bytes[i] == '\\') {
                return JsonStrings.unescape(new Slice(bytes, nameFrom, nameTo)).contentEquals(name);
            }
        }
        return new Slice(bytes, nameFrom, nameTo).contentEquals(name);
    }

    /** The current field's name, unescaped. */
    public Slice name() {
        return JsonStrings.unescape(new Slice(bytes, nameFrom, nameTo));
    }

    /** Position of the opening quote of the current field's name. */
    public int fieldStart() {
        return nameFrom - 1;
    }

    /** Position of the current value's first byte. */
    public int valueStart() {
        return valueFrom;
    }

    /** Position of the next byte to look at. After a value was skipped, this is the value's end. */
    public int position() {
        return at;
    }

    /** Skips the current value and returns its bytes. */
    public Slice value() {
        skipValue();
        return new Slice(bytes, valueFrom, at);
    }

    /** Skips the current value, a JSON string, and returns the bytes between its quotes, still escaped. */
    public Slice escapedString() {
        expect('"');
        int from = at;
        skipString();
        return new Slice(bytes, from, at - 1);
    }

    public void skipValue() {
        if (at >= end) {
            throw new MalformedJson("a value is missing", at);
        }
        byte first = bytes[at];
        if (first == '"') {
            at++;
            skipString();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            skipPlain();
        }
    }

    /** Whether the current value begins with this byte. */
    public boolean valueBeginsWith(char first) {
        return at < end && bytes[at] == first;
    }

    /** Checks that only white space follows. */
    public void expectEnd() {
        skipSpace();
        if (at != end) {
            throw new MalformedJson("something follows the end", at);
        }
    }

    private void skipNested() {
        int depth = 0;
        do {
            if (at >= end) {
                throw new MalformedJson("an object or array does not end", at);
            }
            switch (bytes[at++]) {
                case '"' -> skipString();
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
        } while (depth > 0);
    }

    /** Skips a string, from just after the opening quote to just after the closing one. */
    private void skipString() {
        int i = at;
        while (i < end) {
            byte b = bytes[i++];
            if (b == '"') {
                at = i;
                return;
            }
            if (b == '\\') {
                i++;
            }
        }
        throw new MalformedJson("a string does not end", at);
    }

    private void skipPlain() {
        int from = at;
        while (at < end && isPlain(bytes[at])) {
            at++;
        }
        if (at == from) {
            throw new MalformedJson("a value is missing", at);
        }
    }

    private static boolean isPlain(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || b == '-' || b == '+' || b == '.' || b == 'E';
    }

    private boolean isAtEndOf(char bracket) {
        skipSpace();
        if (at < end && bytes[at] == ',') {
            at++;
            skipSpace();
            return false;
        }
        if (at < end && bytes[at] == bracket) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        skipSpace();
        if (at >= end || bytes[at] != wanted) {
            throw new MalformedJson("expected " + wanted, at);
        }
        at++;
    }

    private void skipSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }
}
