package dynamofanout.item;

/** JSON numbers that the service writes beside items (counts, units); attribute values are never parsed to these. */
public final class Numbers {
    private Numbers() {}

    public static double parse(Slice number) {
        try {
            return Double.parseDouble(number.text());
        } catch (NumberFormatException e) {
            throw new MalformedJson("expected a number", number.from());
        }
    }
}
