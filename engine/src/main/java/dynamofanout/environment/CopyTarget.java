// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An environment that may receive another environment's data.
 *
 * @param mask the mask file that all of the data goes through: a path below the directory of {@code fanout.json}
 */
public record CopyTarget(String environment, Optional<String> mask) {
    /** The file is deployed with the functions, so its path must be relative to {@code fanout.json}. */
    private static final Pattern BELOW = Pattern.compile("(?!\\.{1,2}(/|$))[^/\\\\:\\x00-\\x1f]+");

    public CopyTarget {
        mask.ifPresent(path -> requireBelow("mask", path));
    }

    /** A target without a mask. */
    public CopyTarget(String environment) {
        this(environment, Optional.empty());
    }

    /** Reads a list of names and of {@code {"environment", "mask"}}. Empty if the field is missing. */
    static Optional<List<CopyTarget>> readList(InputObject holder, String field) {
        if (holder.optionalNode(field).isEmpty()) {
            return Optional.empty();
        }
        InputObject list = holder.list(field);
        List<CopyTarget> targets = new ArrayList<>();
        for (String place : list.fields()) {
            targets.add(read(list, place));
        }
        return Optional.of(targets);
    }

    private static CopyTarget read(InputObject list, String place) {
        boolean isName = list.node().path(place).isTextual();
        if (!isName && !list.node().path(place).isObject()) {
            throw list.wrong(place, "an environment's name or an object with environment and mask");
        }
        if (isName) {
            return new CopyTarget(list.string(place));
        }
        InputObject object = list.object(place);
        String environment = object.string("environment");
        String mask = requireBelow(object.at("mask"), object.string("mask"));
        object.end();
        return new CopyTarget(environment, Optional.of(mask));
    }

    private static String requireBelow(String field, String path) {
        for (String part : path.split("/", -1)) {
            if (!BELOW.matcher(part).matches()) {
                throw new BadInput(
                        field,
                        field + " must be a path below the directory of fanout.json, such as masks/development.json,"
                                + " got: \"" + path + "\"");
            }
        }
        return path;
    }

    /** The target as sentences name it. */
    @Override
    public String toString() {
        return environment + mask.map(file -> " (mask " + file + ")").orElse("");
    }
}
