package dynamofanout.environment;

import dynamofanout.environment.AssumedRole.Role;
import dynamofanout.input.BadInput;
import dynamofanout.input.Spelling;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Opens environments by name: those of {@code fanout.json}, else the AWS profile of that name. A profile that was named
 * is used whatever {@code AWS_ACCESS_KEY_ID} says, as the AWS CLI does; without one the SDK's default chain decides.
 */
public final class Environments {
    private static final String DEFAULT = "default";

    private final Configuration configuration;
    private final Profiles profiles;
    private final Function<String, @Nullable String> variables;

    /**
     * @param profileFiles asked at every use, so it should remember what it read ({@code
     *     ProfileFileSupplier.defaultSupplier()} does, and notices changes)
     * @param variables looks up an environment variable; null: not set
     */
    public Environments(
            Configuration configuration,
            Supplier<ProfileFile> profileFiles,
            Function<String, @Nullable String> variables) {
        this.configuration = configuration;
        this.profiles = new Profiles(profileFiles);
        this.variables = variables;
    }

    /**
     * The way into an environment. Nothing is asked of AWS yet.
     *
     * @throws BadInput for a name that neither {@code fanout.json} nor the AWS profiles have, and where the profile, its
     *     Region or its endpoint cannot be used
     */
    public Access open(String name) {
        return configuration
                .environment(name)
                .map(environment -> openConfigured(environment, Optional.empty()))
                .orElseGet(() -> openProfile(name));
    }

    /**
     * The way to one table of an environment for one use. Where a role is assumed, its session can do nothing else.
     *
     * @throws BadInput as {@link #open(String)} does
     */
    public Access open(String name, TableName table, TableUse use) {
        return configuration
                .environment(name)
                .map(environment ->
                        openConfigured(environment, Optional.of(new SessionPolicy(environment, table, use))))
                .orElseGet(() -> openProfile(name));
    }

    /** The way into the home account, by the profile that {@code fanout.json} names there, else the default chain. */
    public Access openHome(Configuration.Home home) {
        var environment = new Environment(
                "home",
                home.account(),
                home.region(),
                home.profile(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of("*"),
                Optional.empty(),
                List.of());
        return openConfigured(environment, Optional.empty());
    }

    private Access openConfigured(Environment environment, Optional<SessionPolicy> policy) {
        environment.profile().ifPresent(profile -> requireProfile(environment, profile));
        var login = new Login(
                environment.name(), environment.profile(), environment.roleArn(), settings(environment.profile()));
        Region region = Region.of(environment.region());
        AwsCredentialsProvider base = credentials(login);
        AwsCredentialsProvider credentials = environment
                .roleArn()
                .<AwsCredentialsProvider>map(arn -> new AssumedRole(
                        base, new Role(arn, environment.externalId(), region, policy), login.settings()))
                .orElse(base);
        return new Access(
                login, Optional.of(environment), region, credentials, new DynamoDbEndpoint(region, login.settings()));
    }

    /** {@code default} is also the name of what the default chain finds, where no profile is called so. */
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

    /** The default chain looks at the profile that AWS_PROFILE names. */
    private SharedSettings settings(Optional<String> chosen) {
        var settings = new SharedSettings(profiles, chosen.orElse(DEFAULT), variables);
        return chosen.isPresent()
                ? settings
                : settings.withProfile(settings.variable("AWS_PROFILE").orElse(DEFAULT));
    }

    /** The profile's own Region comes before AWS_REGION, since two profiles are at work at a time. */
    private Region region(Login login) {
        SharedSettings settings = login.settings();
        return profiles.property(settings.profile(), "region")
                .or(() -> settings.variable("AWS_REGION"))
                .or(() -> settings.variable("AWS_DEFAULT_REGION"))
                .map(Region::of)
                .orElseGet(() -> regionOfDefaultChain(login));
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
