// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import dynamofanout.input.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command line's arguments as the user typed them. Java decodes arguments by the locale's encoding, and no option
 * changes that. In the locales C and POSIX, and where the locale is not installed, every byte beyond ASCII becomes
 * U+FFFD. The script {@code fanout} therefore chooses a UTF-8 locale. If there is none, Linux still has the original
 * bytes.
 */
public final class GivenArguments {
    /** The character that decoding puts in place of invalid bytes. */
    private static final String LOST = "\uFFFD";

    private static final Path OF_PROCESS = Path.of("/proc/self/cmdline");

    private GivenArguments() {}

    /** The arguments of this process, as UTF-8. */
    public static String[] of(String[] decoded) {
        return isLossy(decoded) ? reread(decoded, OF_PROCESS) : decoded;
    }

    /**
     * Refuses arguments that could not be decoded: a key with other characters would be another key.
     *
     * @throws BadInput naming the argument
     */
    public static void requireText(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).contains(LOST)) {
                throw new BadInput("argument " + (i + 1) + " must be UTF-8 text, got: \"" + arguments.get(i)
                        + "\" (" + LOST + " stands for bytes that are not UTF-8: set LC_ALL=C.UTF-8, or another"
                        + " UTF-8 locale that `locale -a` lists, and type it as UTF-8)");
            }
        }
    }

    /** The last strings of the file, each of which ends in a zero byte, when they can be these arguments. */
    static String[] reread(String[] decoded, Path file) {
        String[] all;
        try {
            all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0", -1);
        } catch (IOException notLinux) {
            return decoded;
        }
        int end = all.length - 1;
        if (end < decoded.length) {
            return decoded;
        }
        String[] given = Arrays.copyOfRange(all, end - decoded.length, end);
        for (int i = 0; i < given.length; i++) {
            if (!ascii(given[i]).equals(ascii(decoded[i]))) {
                return decoded;
            }
        }
        return given;
    }

    private static boolean isLossy(String[] decoded) {
        return Arrays.stream(decoded).anyMatch(argument -> argument.contains(LOST));
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x00-\\x7F]", "");
    }
}
