// SPDX-License-Identifier: Apache-2.0
package dynamofanout.masking;

import dynamofanout.environment.Configuration;
import dynamofanout.input.BadInput;
import dynamofanout.mask.MaskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads mask files of a directory, together with the word files that they name and that are next to them. */
public final class MaskFiles {
    private final Path directory;

    /** @param directory that paths are relative to: the one of {@code fanout.json}, or the working directory */
    public MaskFiles(Path directory) {
        this.directory = directory;
    }

    /** The mask files that a {@code fanout.json} names. */
    public static MaskFiles beside(Configuration configuration) {
        return new MaskFiles(Path.of(configuration.readFrom().orElse("fanout.json"))
                .toAbsolutePath()
                .resolveSibling(""));
    }

    /**
     * Reads a file.
     *
     * @throws BadInput if it cannot be read, or with its first mistake
     */
    public MaskFile read(String path) {
        return MaskFile.read(path, text(path), words -> textBeside(path, words));
    }

    /** Fingerprint of a file's rules. For a file that cannot be used, a word that equals no fingerprint. */
    public String fingerprint(String path) {
        try {
            return read(path).rulesFingerprint();
        } catch (BadInput bad) {
            return "none";
        }
    }

    /** All mistakes of a file. Empty if it can be used. */
    public List<BadInput> mistakes(String path) {
        return MaskFile.mistakes(path, text(path), words -> textBeside(path, words));
    }

    /**
     * Texts that have to be deployed with a mask file: its own and those of its word files, by their paths.
     *
     * @throws BadInput if one cannot be read or is not below the directory, or the mask has a mistake
     */
    public Map<String, String> texts(String path) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(path, text(path));
        MaskFile.read(path, text(path), words -> {
            String text = textBeside(path, words);
            texts.put(pathBelow(path, words), text);
            return text;
        });
        return texts;
    }

    private String pathBelow(String mask, String words) {
        Path top = directory.toAbsolutePath().normalize();
        Path file = beside(mask, words).toAbsolutePath().normalize();
        if (!file.startsWith(top)) {
            throw new BadInput(
                    "words",
                    "words of the mask " + mask + " must be a file below the directory of fanout.json, since it travels"
                            + " with the functions, got: \"" + words + "\"");
        }
        return top.relativize(file).toString().replace('\\', '/');
    }

    private String text(String path) {
        return text("mask", "mask file " + path, directory.resolve(path));
    }

    private String textBeside(String mask, String words) {
        return text("words", "word file " + words + " of the mask " + mask, beside(mask, words));
    }

    private Path beside(String mask, String words) {
        return directory.resolve(mask).resolveSibling(words);
    }

    private static String text(String field, String what, Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BadInput(field, what + " must be a file, got: " + file + ", which does not exist");
        } catch (IOException e) {
            throw new BadInput(field, what + " cannot be read as UTF-8 text (" + file + "): " + e);
        }
    }
}
