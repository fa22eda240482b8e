// SPDX-License-Identifier: Apache-2.0
package dynamofanout.masking;

import dynamofanout.input.BadInput;
import dynamofanout.mask.Secret;
import dynamofanout.mask.SecretLocation;
import dynamofanout.mask.SecretLocation.EnvironmentVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the secrets of masks, each once per process. It never shows them. Thread-safe. */
public final class SecretReader {
    private final Optional<Function<String, @Nullable String>> variables;
    private final Optional<Supplier<HomeSecrets>> home;
    private final Map<SecretLocation, Secret> known = new HashMap<>();

    private SecretReader(Optional<Function<String, @Nullable String>> variables, Optional<Supplier<HomeSecrets>> home) {
        this.variables = variables;
        this.home = home;
    }

    /**
     * A reader for local runs.
     *
     * @param variables looks up an environment variable; null: not set
     * @param home called for the first secret in the home account; empty without a home
     */
    public static SecretReader ofMachine(
            Function<String, @Nullable String> variables, Optional<Supplier<HomeSecrets>> home) {
        return new SecretReader(Optional.of(variables), home);
    }

    /**
     * A reader for the deployed functions. It refuses environment variables, because everybody who may look at a
     * function can read them.
     */
    public static SecretReader ofFunction(Supplier<HomeSecrets> home) {
        return new SecretReader(Optional.empty(), Optional.of(home));
    }

    /**
     * The secret of a place.
     *
     * @throws BadInput if there is none, it may not be read, or it is too short; with the remedy
     */
    public synchronized Secret read(SecretLocation place) {
        Secret secret = known.get(place);
        return secret == null ? readAgain(place) : secret;
    }

    /** The same, but as it is now. */
    synchronized Secret readAgain(SecretLocation place) {
        Secret secret = Secret.of(place, text(place));
        known.put(place, secret);
        return secret;
    }

    private String text(SecretLocation place) {
        if (place instanceof EnvironmentVariable variable) {
            Function<String, @Nullable String> machine = variables.orElseThrow(() -> new BadInput(
                    "secret",
                    "the mask's secret must be in SSM or Secrets Manager for copies on AWS, got: " + place.words()));
            return Optional.ofNullable(machine.apply(variable.name()))
                    .filter(text -> !text.isEmpty())
                    .orElseThrow(() -> new BadInput(
                            "secret",
                            "the mask's secret must be in " + place.words() + ", which is not set: `" + place.command()
                                    + "` makes one (keep it: another secret makes other tokens)"));
        }
        return home.orElseThrow(() -> new BadInput(
                        "secret",
                        "the mask's secret is in " + place.words()
                                + " of the home account, but fanout.json names no home: add \"home\", or keep the"
                                + " secret in an environment variable"))
                .get()
                .text(place);
    }
}
