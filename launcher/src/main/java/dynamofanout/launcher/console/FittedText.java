// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.console;

import java.util.List;

/** Text that can be laid out for any terminal width. */
public interface FittedText {
    /**
     * Lines of at most so many cells.
     *
     * @param cells {@link TerminalWidth#UNBOUNDED} if the output is no terminal
     */
    List<String> lines(int cells);
}
