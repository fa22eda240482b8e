/** The terminal and the process around a command: output, questions, failures, Ctrl-C. */
@NullMarked
package dynamofanout.launcher.console;

import org.jspecify.annotations.NullMarked;
