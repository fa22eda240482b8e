// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.Configuration;
import dynamofanout.environment.CopyTarget;
import dynamofanout.environment.Environment;
import dynamofanout.input.BadInput;
import dynamofanout.mask.SecretLocation;
import dynamofanout.mask.SecretLocation.EnvironmentVariable;
import dynamofanout.masking.MaskFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The masks that {@code copyTo} names, as they are packed with the functions.
 *
 * @param files texts by their paths from {@code fanout.json}: mask files and the word files that they name
 * @param secrets where the functions find the masks' secrets
 */
public record MaskRules(Map<String, String> files, List<SecretLocation> secrets) {
    static final MaskRules NONE = new MaskRules(Map.of(), List.of());

    public MaskRules {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        secrets = List.copyOf(secrets);
    }

    /**
     * Reads them.
     *
     * @param directory of {@code fanout.json}
     * @throws BadInput if one is wrong, or its secret is where no function should find it
     */
    static MaskRules of(Configuration configuration, Path directory) {
        var reader = new MaskFiles(directory);
        Map<String, String> files = new LinkedHashMap<>();
        List<SecretLocation> secrets = new ArrayList<>();
        for (Environment environment : configuration.environments().values()) {
            for (CopyTarget target : environment.copyTo().orElse(List.of())) {
                target.mask().ifPresent(path -> {
                    files.putAll(reader.texts(path));
                    secrets.add(reachable(path, reader.read(path).secret()));
                });
            }
        }
        return new MaskRules(files, secrets.stream().distinct().toList());
    }

    private static SecretLocation reachable(String path, SecretLocation place) {
        if (place instanceof EnvironmentVariable) {
            throw new BadInput(
                    "secret",
                    "secret of the mask " + path + " must be in SSM (\"parameter\") or Secrets Manager"
                            + " (\"secretsManager\") where there is a home, since everybody who may look at a function"
                            + " sees its environment variables, got: " + place.words());
        }
        return place;
    }
}
