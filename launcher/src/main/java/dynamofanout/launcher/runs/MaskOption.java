// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.runs;

import dynamofanout.input.BadInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --mask}: a mask for a local copy for which {@code copyTo} in {@code fanout.json} names none. */
final class MaskOption {
    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description = "With --local: mask the items with this file, for example masks/development.json. If"
                    + " fanout.json names a mask for these tables, that one is used.")
    private @Nullable String file;

    Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /** Refuses the option for a run on AWS. There the mask is part of the deployed file, so nobody can leave it out. */
    void refuseDeployed() {
        if (file != null) {
            throw new BadInput(
                    "mask",
                    "--mask must be left out without --local: runs on AWS have the masks that copyTo in fanout.json"
                            + " names, got: " + file);
        }
    }
}
