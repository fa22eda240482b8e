// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/** The AWS profiles of this machine. They are read again when one of their files has changed. Thread-safe. */
public final class AwsProfileFiles implements Supplier<ProfileFile> {
    private final Optional<Path> config;
    private final Optional<Path> credentials;
    private @Nullable Read last;

    /** @param states of the files when they were read */
    private record Read(List<String> states, ProfileFile profiles) {}

    AwsProfileFiles(Optional<Path> config, Optional<Path> credentials) {
        this.config = config;
        this.credentials = credentials;
    }

    /**
     * The profiles in the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, otherwise in {@code ~/.aws}.
     */
    public static AwsProfileFiles ofMachine() {
        return new AwsProfileFiles(
                ProfileFileLocation.configurationFileLocation(), ProfileFileLocation.credentialsFileLocation());
    }

    /** The profiles in one config file. */
    public static AwsProfileFiles ofConfig(Path file) {
        return new AwsProfileFiles(Optional.of(file), Optional.empty());
    }

    /** @throws BadInput when a file exists but cannot be read */
    @Override
    public synchronized ProfileFile get() {
        List<String> states =
                Stream.of(config, credentials).map(AwsProfileFiles::state).toList();
        if (last == null || !last.states().equals(states)) {
            ProfileFile.Aggregator all = ProfileFile.aggregator();
            credentials
                    .flatMap(file -> read(file, ProfileFile.Type.CREDENTIALS))
                    .ifPresent(all::addFile);
            config.flatMap(file -> read(file, ProfileFile.Type.CONFIGURATION)).ifPresent(all::addFile);
            last = new Read(states, all.build());
        }
        return last.profiles();
    }

    private static Optional<ProfileFile> read(Path file, ProfileFile.Type type) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            byte[] readable = ProfileText.readable(file.toString(), text).getBytes(StandardCharsets.UTF_8);
            return Optional.of(ProfileFile.builder()
                    .content(new ByteArrayInputStream(readable))
                    .type(type)
                    .build());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new BadInput(
                    "the AWS profiles must be a file of UTF-8 text that can be read, with sections and keys, got: "
                            + file);
        }
    }

    private static String state(Optional<Path> file) {
        try {
            return file.isEmpty() ? "" : Files.getLastModifiedTime(file.get()) + " " + Files.size(file.get());
        } catch (IOException none) {
            return "";
        }
    }
}
