// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds ways around masks. A mask has a leak if data may go to the same place without a mask by way of other
 * environments.
 */
public final class MaskLeaks {
    private final Configuration configuration;

    public MaskLeaks(Configuration configuration) {
        this.configuration = configuration;
    }

    /** One sentence for each masked pair that has a leak. It names the shortest way. */
    public List<String> all() {
        return ways().stream().map(this::sentence).toList();
    }

    /** Only the leaks that a copy between these two environments is part of, or whose mask it uses. */
    List<String> through(String source, String target) {
        return ways().stream()
                .filter(way -> isPart(way, source, target))
                .map(this::sentence)
                .toList();
    }

    /** Leaks as lists of environments: from the one that has the data to the one where it must only arrive masked. */
    private List<List<String>> ways() {
        List<List<String>> ways = new ArrayList<>();
        for (Environment origin : configuration.environments().values()) {
            for (CopyTarget masked : origin.copyTo().orElse(List.of())) {
                if (masked.mask().isPresent()) {
                    way(origin, environment(masked)).ifPresent(ways::add);
                }
            }
        }
        return ways.stream().distinct().toList();
    }

    private Optional<List<String>> way(Environment origin, Environment end) {
        Map<String, String> reachedFrom = new LinkedHashMap<>();
        Deque<Environment> open = new ArrayDeque<>(List.of(origin));
        while (!open.isEmpty()) {
            Environment from = open.remove();
            for (Environment next : withoutMask(from)) {
                boolean isNew = !next.name().equals(origin.name()) && !reachedFrom.containsKey(next.name());
                if (isNew) {
                    reachedFrom.put(next.name(), from.name());
                    open.add(next);
                }
                if (isNew && isSamePlace(next, end)) {
                    List<String> path = new ArrayList<>(path(from.name(), reachedFrom));
                    path.add(end.name());
                    return Optional.of(path);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> path(String end, Map<String, String> reachedFrom) {
        var path = new ArrayDeque<String>();
        for (@Nullable String at = end; at != null; at = reachedFrom.get(at)) {
            path.addFirst(at);
        }
        return List.copyOf(path);
    }

    /**
     * Environments that may receive an environment's data without a mask. A mask for a place holds under all names of
     * that place.
     */
    private List<Environment> withoutMask(Environment from) {
        List<Environment> masked = from.copyTo().orElse(List.of()).stream()
                .filter(target -> target.mask().isPresent())
                .map(this::environment)
                .toList();
        List<Environment> listed = from.copyTo()
                .map(targets -> targets.stream().map(this::environment).toList())
                .orElseGet(() -> List.copyOf(configuration.environments().values()));
        return listed.stream()
                .filter(target -> !target.isProtected())
                .filter(target -> masked.stream().noneMatch(each -> isSamePlace(each, target)))
                .toList();
    }

    private Environment environment(CopyTarget target) {
        return configuration.environment(target.environment()).orElseThrow();
    }

    private static boolean isSamePlace(Environment one, Environment other) {
        return one.account().equals(other.account()) && one.region().equals(other.region());
    }

    private static boolean isPart(List<String> way, String source, String target) {
        for (int i = 0; i + 1 < way.size(); i++) {
            if (way.get(i).equals(source) && way.get(i + 1).equals(target)) {
                return true;
            }
        }
        return way.get(0).equals(source) && way.get(way.size() - 1).equals(target);
    }

    private String sentence(List<String> way) {
        return "data of environment " + way.get(0) + " must be masked in environment " + way.get(way.size() - 1)
                + ", but can get there without a mask in several copies (" + String.join(" -> ", way)
                + "): give one of these steps a mask, or leave it out of copyTo, in "
                + configuration.readFrom().orElse("fanout.json");
    }
}
