// SPDX-License-Identifier: Apache-2.0
package dynamofanout.environment;

import dynamofanout.environment.AssumedRole.Role;
import dynamofanout.input.BadInput;
import dynamofanout.input.Spelling;
import dynamofanout.network.HttpClients;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Opens environments by name. A name is an environment of {@code fanout.json}, otherwise an AWS profile. A named
 * profile is used even if {@code AWS_ACCESS_KEY_ID} is set, as the AWS CLI does. Without a profile the SDK's default
 * chain decides.
 */
public final class Environments {
    /** Names the Region of every environment that is a profile, whatever the profile says. */
    public static final String REGION_VARIABLE = "FANOUT_REGION";

    private static final String DEFAULT = "default";
    private static final Pattern REGION = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final SessionName ANY = new SessionName("fanout");

    private final Configuration configuration;
    private final Profiles profiles;
    private final Function<String, @Nullable String> variables;
    private final Supplier<HttpClients> clients;

    /**
     * @param profileFiles asked at every use, so it should cache what it read
     *     ({@code ProfileFileSupplier.defaultSupplier()} does, and notices changes)
     * @param variables looks up an environment variable; null: not set
     * @param clients trust from then on what a profile that is opened has as {@code ca_bundle}, and ask for roles
     */
    public Environments(
            Configuration configuration,
            Supplier<ProfileFile> profileFiles,
            Function<String, @Nullable String> variables,
            Supplier<HttpClients> clients) {
        this.configuration = configuration;
        this.profiles = new Profiles(profileFiles);
        this.variables = variables;
        this.clients = clients;
    }

    /** The same with HTTP clients of their own. */
    public Environments(
            Configuration configuration,
            Supplier<ProfileFile> profileFiles,
            Function<String, @Nullable String> variables) {
        this(configuration, profileFiles, variables, () -> HttpClients.of(variables));
    }

    /**
     * Opens an environment. This makes no call to AWS.
     *
     * @throws BadInput for a name that neither {@code fanout.json} nor the AWS profiles have, and where the profile,
     *     its Region or its endpoint cannot be used
     */
    public Access open(String name) {
        return configuration
                .environment(name)
                .map(environment -> openConfigured(environment, environment.roleArn(), ANY, Optional.empty()))
                .orElseGet(() -> openProfile(name));
    }

    /** Opens an environment with the role that cannot write, for looking at its tables. */
    public Access openToLook(String name, SessionName session) {
        return configuration
                .environment(name)
                .map(environment ->
                        openConfigured(environment, environment.role(TableUse.READ), session, Optional.empty()))
                .orElseGet(() -> openProfile(name));
    }

    /**
     * Opens one table of an environment for one use. If a role is assumed, its session can do nothing else. A use that
     * only reads assumes the role that cannot write.
     *
     * @param session who asks, as CloudTrail will show it
     * @throws BadInput as {@link #open(String)} does
     */
    public Access open(String name, TableName table, TableUse use, SessionName session) {
        return configuration
                .environment(name)
                .map(environment -> openConfigured(
                        environment,
                        environment.role(use),
                        session,
                        Optional.of(new SessionPolicy(environment, table, use))))
                .orElseGet(() -> openProfile(name));
    }

    /** Whether {@code fanout.json} or the AWS profiles have an environment of this name. */
    public boolean isKnown(String name) {
        return configuration.environment(name).isPresent()
                || profiles.find(name).isPresent()
                || name.equals(DEFAULT);
    }

    /**
     * Refuses a name that neither {@code fanout.json} nor the AWS profiles have.
     *
     * @throws BadInput with the names that there are
     */
    public void requireKnown(String name) {
        if (!isKnown(name)) {
            throw unknown(name);
        }
    }

    /**
     * Opens the home account, with the profile that {@code fanout.json} names for it, otherwise with the default chain.
     */
    public Access openHome(Configuration.Home home) {
        var environment = new Environment(
                "home",
                home.account(),
                home.region(),
                home.profile(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of("*"),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        return openConfigured(environment, Optional.empty(), ANY, Optional.empty());
    }

    private Access openConfigured(
            Environment environment, Optional<String> roleArn, SessionName session, Optional<SessionPolicy> policy) {
        environment.profile().ifPresent(profile -> requireProfile(environment, profile));
        var login = new Login(environment.name(), environment.profile(), roleArn, settings(environment.profile()));
        Region region = Region.of(environment.region());
        AwsCredentialsProvider base = credentials(login);
        AwsCredentialsProvider credentials = roleArn.<AwsCredentialsProvider>map(arn -> new AssumedRole(
                        base,
                        new Role(arn, environment.externalId(), region, session, policy),
                        login.settings(),
                        clients))
                .orElse(base);
        return new Access(
                login, Optional.of(environment), region, credentials, new DynamoDbEndpoint(region, login.settings()));
    }

    /** If no profile is called {@code default}, that name means the default chain. */
    private Access openProfile(String name) {
        boolean isThere = profiles.find(name).isPresent();
        if (!isThere && !name.equals(DEFAULT)) {
            throw unknown(name);
        }
        Optional<String> profile = isThere ? Optional.of(name) : Optional.empty();
        var login = new Login(name, profile, Optional.empty(), settings(profile));
        Region region = region(login);
        return new Access(
                login, Optional.empty(), region, credentials(login), new DynamoDbEndpoint(region, login.settings()));
    }

    private AwsCredentialsProvider credentials(Login login) {
        return login.profile()
                .<AwsCredentialsProvider>map(profile -> ProfileCredentialsProvider.builder()
                        .profileFile(profiles.files())
                        .profileName(profile)
                        .build())
                .orElseGet(() -> DefaultCredentialsProvider.builder()
                        .profileFile(profiles.files())
                        .profileName(login.settings().profile())
                        .build());
    }

    /** The default chain uses the profile that AWS_PROFILE names. */
    private SharedSettings settings(Optional<String> chosen) {
        var settings = new SharedSettings(profiles, chosen.orElse(DEFAULT), variables);
        SharedSettings found = chosen.isPresent()
                ? settings
                : settings.withProfile(settings.variable("AWS_PROFILE").orElse(DEFAULT));
        profiles.property(found.profile(), ProfileText.BROKEN).ifPresent(line -> {
            throw new BadInput("AWS profile " + found.profile() + " cannot be read: " + line + " must be KEY = VALUE");
        });
        profiles.property(found.profile(), "ca_bundle")
                .ifPresent(file -> clients.get().trust("ca_bundle of AWS profile " + found.profile(), file));
        return found;
    }

    /**
     * A Region that was given for fanout alone comes first, then the profile's own, then AWS_REGION, because a copy uses
     * two profiles at once.
     */
    private Region region(Login login) {
        SharedSettings settings = login.settings();
        return settings.variable(REGION_VARIABLE)
                .map(region -> region("--region (or " + REGION_VARIABLE + ")", region))
                .or(() -> profiles.property(settings.profile(), "region")
                        .map(region -> region("region of AWS profile " + settings.profile(), region)))
                .or(() -> settings.variable("AWS_REGION").map(region -> region("AWS_REGION", region)))
                .or(() -> settings.variable("AWS_DEFAULT_REGION").map(region -> region("AWS_DEFAULT_REGION", region)))
                .orElseGet(() -> regionOfDefaultChain(login));
    }

    /**
     * Emulators accept Regions that AWS does not have. A text that cannot be part of a host name is a typing error
     * everywhere.
     */
    private static Region region(String who, String text) {
        String region = text.strip();
        if (!REGION.matcher(region).matches()) {
            throw new BadInput(who + " must be the id of a Region such as eu-west-1, got: \"" + region + "\"");
        }
        return Region.of(region);
    }

    private Region regionOfDefaultChain(Login login) {
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileFile(profiles.files())
                    .profileName(login.settings().profile())
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            throw new BadInput(login.subject() + " has no Region: run aws configure set region eu-west-1"
                    + login.option() + " (with your Region), or set AWS_REGION");
        }
    }

    private void requireProfile(Environment environment, String profile) {
        Collection<String> names = profiles.names();
        if (!names.contains(profile)) {
            throw new BadInput("environment " + environment.name() + " has the AWS profile \"" + profile + "\" in "
                    + configuration.readFrom().orElse("fanout.json") + ", but " + noProfile(names)
                    + " has that name" + Spelling.hint(profile, names));
        }
    }

    private BadInput unknown(String name) {
        Collection<String> profileNames = profiles.names();
        Set<String> known = new LinkedHashSet<>(configuration.environments().keySet());
        String where = configuration
                .readFrom()
                .map(file -> "neither " + file + " " + Profiles.shown(known) + " nor "
                        + noProfile(profileNames).replaceFirst("^no ", "an "))
                .orElseGet(() -> "no fanout.json was found, and " + noProfile(profileNames));
        known.addAll(profileNames);
        return new BadInput(
                "environment \"" + name + "\" is unknown: " + where + " has that name" + Spelling.hint(name, known));
    }

    private static String noProfile(Collection<String> names) {
        return "no AWS profile" + (names.isEmpty() ? "" : " " + Profiles.shown(names));
    }
}
