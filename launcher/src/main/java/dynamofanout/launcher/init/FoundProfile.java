// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.init;

import dynamofanout.environment.Access;
import dynamofanout.environment.CallersAccount;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environments;
import dynamofanout.environment.TableIdentity;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.World;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An AWS profile of this machine, with the account and Region that it leads to.
 *
 * @param account as STS says; empty where it cannot be used
 * @param problem why it cannot be used
 */
record FoundProfile(String name, Optional<String> account, String region, String problem) {
    /** All profiles, by name; each account is asked for. */
    static List<FoundProfile> all(World world) {
        Environments environments = world.environments(Configuration.EMPTY);
        try (SdkHttpClient http = world.homeHttp().get()) {
            return new TreeSet<>(world.profiles().get().profiles().keySet())
                    .stream().map(name -> look(environments, http, name)).toList();
        }
    }

    private static FoundProfile look(Environments environments, SdkHttpClient http, String name) {
        try (Access access = environments.open(name)) {
            String account = TableIdentity.ofMissing(
                            access, "any", access.credentials().resolveCredentials(), () -> new CallersAccount(
                                            access, http)
                                    .find())
                    .account();
            String region = access.region().id();
            return account.matches("[0-9]{12}")
                    ? new FoundProfile(name, Optional.of(account), region, "")
                    : new FoundProfile(
                            name, Optional.empty(), region, "its endpoint does not say an account of 12 digits");
        } catch (BadInput bad) {
            return new FoundProfile(name, Optional.empty(), "", bad.sentence());
        } catch (SdkException failure) {
            return new FoundProfile(name, Optional.empty(), "", String.valueOf(failure.getMessage()));
        }
    }

    boolean canBeUsed() {
        return account.isPresent();
    }

    /** The environment's name: the profile's, with hyphens for what a name must not have. */
    String environment() {
        String allowed = name.replaceAll("[^0-9A-Za-z_-]", "-");
        return allowed.substring(0, Math.min(50, allowed.length()));
    }

    /** A name that people give to what must not be written to. */
    boolean soundsLikeProduction() {
        return name.matches("(?i).*(prod|prd|live).*");
    }

    /** One line of what was found. */
    String line() {
        return account.map(found -> String.format("  %-24s account %s, Region %s", name, found, region))
                .orElseGet(() -> String.format("  %-24s cannot be used: %s", name, problem));
    }
}
