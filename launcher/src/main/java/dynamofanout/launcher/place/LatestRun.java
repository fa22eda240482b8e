// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.place;

import dynamofanout.launcher.console.World;
import dynamofanout.request.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Remembers the run that was started last from this machine, here or on AWS. Commands call it {@code latest}. Its id is
 * kept in {@code ~/.local/state/fanout/latest}.
 */
public final class LatestRun {
    private static final String FILE = "latest";

    private final World world;

    public LatestRun(World world) {
        this.world = world;
    }

    /** Remembers a run that was just started. If that cannot be written, the run continues all the same. */
    public void remember(RunId run) {
        Path file = world.stateDirectory().resolve(FILE);
        Path written = file.resolveSibling(FILE + "-" + run);
        try {
            Files.createDirectories(world.stateDirectory());
            Files.writeString(written, run.text());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notKept) {
            // the run's id is on the screen
        }
    }

    /** Empty when this machine has started none, or none since its state directory was emptied. */
    public Optional<RunId> find() {
        try {
            return Optional.of(Files.readString(world.stateDirectory().resolve(FILE))
                            .strip())
                    .filter(RunId::isValid)
                    .map(RunId::new);
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
