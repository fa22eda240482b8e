package dynamofanout.launcher.console;

import java.util.List;

/** Text that can be set for the width of a terminal. */
public interface FittedText {
    /**
     * Lines of at most so many cells.
     *
     * @param cells {@link TerminalWidth#UNBOUNDED} where nobody sits
     */
    List<String> lines(int cells);
}
