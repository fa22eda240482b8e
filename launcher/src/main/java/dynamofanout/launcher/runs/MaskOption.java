package dynamofanout.launcher.runs;

import dynamofanout.input.BadInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A mask for tables that {@code copyTo} in {@code fanout.json} names none for. */
final class MaskOption {
    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description = "With --local: what leaves the source goes through this mask, for example"
                    + " masks/development.json; where fanout.json names one, that one counts.")
    private @Nullable String file;

    Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /** On AWS the mask is part of the deployed {@code fanout.json}, so that nobody can leave it out. */
    void refuseDeployed() {
        if (file != null) {
            throw new BadInput(
                    "mask",
                    "--mask must be left out without --local: runs on AWS have the masks that copyTo in fanout.json"
                            + " names, got: " + file);
        }
    }
}
