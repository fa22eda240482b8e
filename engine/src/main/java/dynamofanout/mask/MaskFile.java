// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.input.BadInput;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A mask file: the rules for the items of each table, and the place of the secret. Immutable. */
public final class MaskFile {
    private final String name;
    private final SecretLocation secret;
    private final List<TableMask> tables;

    /** Canonical text of the rules, including the words of word files. Files with the same rules have the same text. */
    private final String canonicalRules;

    MaskFile(String name, SecretLocation secret, List<TableMask> tables, String canonicalRules) {
        this.name = name;
        this.secret = secret;
        this.tables = List.copyOf(tables);
        this.canonicalRules = canonicalRules;
    }

    /**
     * Reads a mask file strictly.
     *
     * @param name of the file, for messages
     * @param wordFiles gives the text of a file that a rule {@code words} names; throws {@link BadInput} if it cannot
     * @throws BadInput with the first mistake, by line and field
     */
    public static MaskFile read(String name, String json, UnaryOperator<String> wordFiles) {
        MaskFileReader reader = new MaskFileReader(name, json, wordFiles);
        return reader.read().orElseThrow(() -> reader.mistakes().get(0));
    }

    /** All mistakes of a mask file, in the order of the file. Empty if the file can be used. */
    public static List<BadInput> mistakes(String name, String json, UnaryOperator<String> wordFiles) {
        MaskFileReader reader = new MaskFileReader(name, json, wordFiles);
        return reader.read().isPresent() ? List.of() : reader.mistakes();
    }

    public String name() {
        return name;
    }

    public SecretLocation secret() {
        return secret;
    }

    List<TableMask> tables() {
        return tables;
    }

    /**
     * The rules for a table: those under its name, otherwise those under the pattern that matches with the most literal
     * characters.
     *
     * @throws BadInput if nothing fits it, or two patterns fit equally well
     */
    public TableMask table(String table) {
        List<TableMask> fitting = tables.stream()
                .filter(mask -> mask.tables().fits(table))
                .sorted(Comparator.comparing((TableMask mask) -> mask.tables().hasAny())
                        .thenComparing(Comparator.comparing(
                                        (TableMask mask) -> mask.tables().exactness())
                                .reversed()))
                .toList();
        if (fitting.isEmpty()) {
            throw new BadInput(
                    "tables",
                    "table " + table + " must be among the tables of the mask " + name + " ("
                            + tables.stream().map(TableMask::pattern).collect(Collectors.joining(", "))
                            + "), since nothing leaves without rules; add it there");
        }
        TableMask best = fitting.get(0);
        if (fitting.size() > 1 && best.tables().hasAny()) {
            TableMask next = fitting.get(1);
            if (next.tables().exactness() == best.tables().exactness()) {
                throw new BadInput(
                        "tables",
                        "table " + table + " must fit one pattern of the mask " + name
                                + " better than all others, got: " + best.pattern() + " and " + next.pattern()
                                + " (add the table by its name)");
            }
        }
        return best;
    }

    /**
     * A fingerprint that is the same exactly as long as the rules and the secret are the same. It is derived with the
     * secret and reveals no more about it than any masked value does.
     */
    public String fingerprint(Secret value) {
        byte[] digest = new Derivation(value).labelled("fingerprint", "1").digest(canonicalRules);
        return Digest.base32(digest);
    }

    /** A fingerprint of the rules alone, for those who may not know the secret. */
    public String rulesFingerprint() {
        return Digest.base32(Digest.sha256(canonicalRules));
    }
}
