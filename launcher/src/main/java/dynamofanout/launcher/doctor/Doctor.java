// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.doctor;

import dynamofanout.environment.Access;
import dynamofanout.environment.Configuration;
import dynamofanout.environment.Environment;
import dynamofanout.environment.Environments;
import dynamofanout.input.BadInput;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.home.Home;
import dynamofanout.launcher.home.HomeNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Runs all checks of {@code fanout doctor} in order. It skips checks that depend on something that is missing. */
final class Doctor {
    private static final String HOME = "home";

    private final World world;
    private final Consumer<Finding> told;
    private boolean isAllWell = true;

    /** @param told is given each finding as it is made */
    Doctor(World world, Consumer<Finding> told) {
        this.world = world;
        this.told = told;
    }

    /** Whether nothing is missing. */
    boolean look(Optional<Path> configurationFile) {
        var tools = new ToolChecks(world);
        tell(tools.java());
        tell(tools.node());
        tell(tools.npx());
        configuration(configurationFile).ifPresent(this::look);
        return isAllWell;
    }

    private Optional<Configuration> configuration(Optional<Path> file) {
        try {
            Configuration read = world.configuration(file);
            tell(
                    read.readFrom()
                            .map(path -> Finding.ok(
                                    "fanout.json",
                                    path + " with "
                                            + String.join(
                                                    ", ", read.environments().keySet())))
                            .orElseGet(
                                    () -> Finding.missing(
                                            "fanout.json",
                                            "none was found: `fanout init` writes one from your AWS profiles; or name one by --config")));
            return read.readFrom().map(path -> read);
        } catch (BadInput bad) {
            tell(Finding.missing("fanout.json", bad.sentence()));
            return Optional.empty();
        }
    }

    private void look(Configuration configuration) {
        tell(regions(configuration));
        tell(configuration
                .home()
                .map(home -> Finding.ok("home", HomeNames.of(home).place()))
                .orElseGet(() -> Finding.missing(
                        "home",
                        "field \"home\" must be in " + configuration.readFrom().orElse("fanout.json")
                                + ", to deploy: {\"account\", \"region\", \"profile\"}")));
        boolean isHomeOpen = accounts(configuration);
        if (isHomeOpen) {
            try (Home home = new Home(world, configuration, configuration.home().orElseThrow())) {
                deployment(new DeploymentChecks(configuration, home));
            }
        }
    }

    /** Whether credentials lead into the home. */
    private boolean accounts(Configuration configuration) {
        Environments environments = world.environments(configuration);
        boolean isHomeOpen = configuration
                .home()
                .map(home -> account(HOME, home.account(), home.profile(), () -> environments.openHome(home)))
                .orElse(false);
        for (Environment environment : configuration.environments().values()) {
            account(
                    environment.name(),
                    environment.account(),
                    environment.profile(),
                    () -> environments.open(environment.name()));
        }
        return isHomeOpen;
    }

    private boolean account(String who, String account, Optional<String> profile, Supplier<Access> open) {
        try (Access access = open.get();
                SdkHttpClient http = world.homeHttp().get()) {
            var checks = new AccountChecks(who, account, profile, access, http);
            Finding credentials = checks.credentials();
            tell(credentials);
            if (credentials.isOk() && who.equals(HOME)) { // the other stacks are their templates alone
                tell(checks.bootstrap());
            }
            return credentials.isOk();
        } catch (BadInput bad) {
            tell(Finding.missing("credentials of " + who, bad.sentence()));
            return false;
        }
    }

    private void deployment(DeploymentChecks checks) {
        Finding stateMachine = checks.stateMachine();
        tell(stateMachine);
        if (!stateMachine.isOk()) {
            return;
        }
        List<Finding> functions = checks.functions();
        functions.forEach(this::tell);
        if (functions.get(0).isOk()) {
            checks.roles().forEach(this::tell);
            new ScheduleChecks(
                            checks.configuration().schedules(),
                            checks.home(),
                            world.clock().instant())
                    .findings()
                    .forEach(this::tell);
        }
    }

    /** A Region that the SDK does not know is nearly always a typing error. */
    private static Finding regions(Configuration configuration) {
        var regions = new TreeSet<String>();
        configuration.home().ifPresent(home -> regions.add(home.region()));
        configuration.environments().values().forEach(environment -> regions.add(environment.region()));
        List<String> unknown = regions.stream()
                .filter(region -> !Region.regions().contains(Region.of(region)))
                .toList();
        return unknown.isEmpty()
                ? Finding.ok("Regions", String.join(", ", regions))
                : Finding.missing(
                        "Regions",
                        "must be AWS Regions, got: " + String.join(", ", unknown) + " (correct fanout.json)");
    }

    private void tell(Finding finding) {
        isAllWell &= finding.isOk();
        told.accept(finding);
    }
}
