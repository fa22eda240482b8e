// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import java.util.ArrayList;
import java.util.List;

/** Divides a line of a document as a POSIX shell does: into commands, and each command into words. */
final class ShellWords {
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isWord;

    private ShellWords() {}

    /** The commands of a line: what pipes, {@code &&} and {@code ;} divide. Redirections and the comment are left out. */
    static List<List<String>> commands(String line) {
        var shell = new ShellWords();
        shell.read(line);
        return shell.commands;
    }

    private void read(String line) {
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char next = line.charAt(at);
            if (quote != 0) {
                if (next == quote) {
                    quote = 0;
                } else {
                    word.append(next);
                }
            } else if (next == '\'' || next == '"') {
                quote = next;
                isWord = true;
            } else if (next == '#' && !isWord) {
                break;
            } else if (Character.isWhitespace(next)) {
                endWord();
            } else if (next == '|' || next == '&' || next == ';') {
                endCommand();
            } else {
                word.append(next);
                isWord = true;
            }
        }
        endCommand();
    }

    private void endWord() {
        if (isWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        isWord = false;
    }

    private void endCommand() {
        endWord();
        List<String> kept = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).matches("[0-9]?>>?")) {
                at++;
            } else if (!words.get(at).matches("[0-9]?>.+")) {
                kept.add(words.get(at));
            }
        }
        if (!kept.isEmpty()) {
            commands.add(kept);
        }
        words = new ArrayList<>();
    }
}
