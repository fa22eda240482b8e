// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.local;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TargetPolicy;
import dynamofanout.launcher.console.World;
import dynamofanout.masking.HomeSecrets;
import dynamofanout.masking.MaskFiles;
import dynamofanout.masking.RunMasks;
import dynamofanout.masking.SecretReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads mask files of this machine, and their secrets with the credentials of this machine. */
public final class LocalMasks {
    private final World world;
    private final Optional<Path> configurationFile;
    private final SecretReader secrets;

    public LocalMasks(World world, Configuration configuration, Environments environments) {
        this.world = world;
        this.configurationFile = configuration.readFrom().map(Path::of);
        Optional<Supplier<HomeSecrets>> home = configuration
                .home()
                .map(account -> () -> new HomeSecrets(
                        environments.openHome(account), world.homeHttp().get(), world.clock(), world.waiting()));
        this.secrets = SecretReader.ofMachine(world.variables(), home);
    }

    /** Files that the user names. */
    public MaskFiles ofUser() {
        return new MaskFiles(world.directory());
    }

    public SecretReader secrets() {
        return secrets;
    }

    /**
     * Masks of copies.
     *
     * @param mask the file that the user names
     */
    public RunMasks ofRuns(TargetPolicy policy, Optional<String> mask) {
        Path beside = configurationFile.map(file -> file.resolveSibling("")).orElse(world.directory());
        // absolute, so that a resume from another directory finds it
        Optional<String> given =
                mask.map(file -> world.directory().resolve(file).normalize().toString());
        return new RunMasks(policy, new MaskFiles(beside), ofUser(), secrets, given);
    }
}
