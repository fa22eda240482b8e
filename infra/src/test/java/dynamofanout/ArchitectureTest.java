// SPDX-License-Identifier: Apache-2.0
package dynamofanout;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dynamofanout.infra.FanoutApp;
import dynamofanout.launcher.Main;
import dynamofanout.launcher.console.Interrupts;
import dynamofanout.launcher.console.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layout of all modules. It stands here, since this module sees all others. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {
    private static final String ROOT = "dynamofanout.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isMainCode)
            .importPackages("dynamofanout");

    /**
     * Each package and what it may know of ours; a new package is added here or fails the test. A package stands below all
     * that may know it, so that there are no cycles.
     */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            // engine
            Map.entry("input", Set.of()),
            Map.entry("item", Set.of()),
            Map.entry("pace", Set.of()),
            Map.entry("network", Set.of("input")),
            Map.entry("environment", Set.of("input", "network")),
            Map.entry("table", Set.of("environment", "input", "item", "network")),
            Map.entry("key", Set.of("input", "item", "table")),
            Map.entry("definition", Set.of("environment", "table")),
            Map.entry("mask", Set.of("input", "item")),
            Map.entry("filter", Set.of("input", "table")),
            Map.entry("query", Set.of("environment", "filter", "input", "item", "key", "pace", "table")),
            Map.entry("request", Set.of("filter", "input", "table")),
            Map.entry("run", Set.of("definition", "input", "item", "request", "table")),
            Map.entry("store", Set.of("input", "network", "pace", "request", "run")),
            Map.entry("masking", Set.of("environment", "input", "item", "mask", "network", "pace", "run", "table")),
            Map.entry("copy", Set.of("item", "key", "mask", "masking", "pace", "run", "table")),
            Map.entry("twin", Set.of("copy", "item", "mask", "masking", "request", "run", "table")),
            Map.entry("remove", Set.of("copy", "item", "run", "table")),
            Map.entry("backup", Set.of("request", "run", "table")),
            Map.entry("create", Set.of("definition", "request", "run", "table")),
            Map.entry("guard", Set.of("environment", "item", "request", "run", "table")),
            Map.entry(
                    "worker",
                    Set.of("copy", "item", "mask", "masking", "pace", "remove", "request", "run", "table", "twin")),
            Map.entry(
                    "plan",
                    Set.of(
                            "definition",
                            "environment",
                            "guard",
                            "input",
                            "item",
                            "key",
                            "mask",
                            "masking",
                            "pace",
                            "request",
                            "run",
                            "table")),
            Map.entry("start", Set.of("input", "plan", "request", "run")),
            Map.entry("set", Set.of("environment", "input", "plan", "request", "run", "start")),
            Map.entry(
                    "finish",
                    Set.of("copy", "create", "definition", "item", "pace", "request", "run", "table", "worker")),
            // functions
            Map.entry(
                    "functions",
                    Set.of(
                            "backup",
                            "copy",
                            "create",
                            "environment",
                            "finish",
                            "guard",
                            "input",
                            "mask",
                            "masking",
                            "network",
                            "pace",
                            "plan",
                            "query",
                            "request",
                            "run",
                            "set",
                            "start",
                            "store",
                            "table",
                            "twin",
                            "worker")),
            // launcher
            Map.entry("launcher.console", Set.of("environment", "input", "network", "pace", "run", "store")),
            Map.entry(
                    "launcher.show",
                    Set.of(
                            "definition",
                            "filter",
                            "input",
                            "item",
                            "launcher.console",
                            "query",
                            "request",
                            "run",
                            "set",
                            "table")),
            Map.entry(
                    "launcher.place",
                    Set.of("input", "launcher.console", "launcher.show", "pace", "request", "run", "set")),
            Map.entry(
                    "launcher.home",
                    Set.of(
                            "environment",
                            "input",
                            "item",
                            "launcher.console",
                            "launcher.place",
                            "launcher.show",
                            "masking",
                            "network",
                            "pace",
                            "request",
                            "run",
                            "set",
                            "start",
                            "store")),
            Map.entry(
                    "launcher.local",
                    Set.of(
                            "backup",
                            "copy",
                            "create",
                            "environment",
                            "finish",
                            "guard",
                            "input",
                            "launcher.console",
                            "launcher.place",
                            "launcher.show",
                            "mask",
                            "masking",
                            "pace",
                            "plan",
                            "request",
                            "run",
                            "set",
                            "start",
                            "store",
                            "table",
                            "twin",
                            "worker")),
            Map.entry(
                    "launcher.runs",
                    Set.of(
                            "environment",
                            "input",
                            "key",
                            "item",
                            "launcher.console",
                            "launcher.home",
                            "launcher.local",
                            "launcher.place",
                            "launcher.query",
                            "launcher.show",
                            "request",
                            "run",
                            "set",
                            "store",
                            "table",
                            "start")),
            Map.entry(
                    "launcher.report",
                    Set.of(
                            "input",
                            "launcher.console",
                            "launcher.place",
                            "launcher.runs",
                            "launcher.show",
                            "request",
                            "run",
                            "set")),
            Map.entry(
                    "launcher.query",
                    Set.of(
                            "definition",
                            "environment",
                            "input",
                            "item",
                            "launcher.console",
                            "launcher.home",
                            "launcher.show",
                            "pace",
                            "query",
                            "table")),
            Map.entry(
                    "launcher.restore",
                    Set.of(
                            "environment",
                            "input",
                            "launcher.console",
                            "launcher.local",
                            "launcher.place",
                            "launcher.runs",
                            "launcher.show",
                            "network",
                            "pace",
                            "request",
                            "run")),
            Map.entry(
                    "launcher.mask",
                    Set.of(
                            "environment",
                            "input",
                            "item",
                            "launcher.console",
                            "launcher.local",
                            "launcher.show",
                            "mask",
                            "masking",
                            "plan",
                            "query",
                            "table")),
            Map.entry(
                    "launcher.create",
                    Set.of(
                            "create",
                            "definition",
                            "environment",
                            "input",
                            "launcher.console",
                            "launcher.place",
                            "launcher.query",
                            "launcher.runs",
                            "launcher.show",
                            "pace",
                            "request",
                            "table")),
            Map.entry("launcher.deploy", Set.of("environment", "input", "launcher.console", "launcher.home")),
            Map.entry("launcher.init", Set.of("environment", "input", "launcher.console")),
            Map.entry(
                    "launcher.doctor",
                    Set.of(
                            "environment",
                            "input",
                            "launcher.console",
                            "launcher.home",
                            "launcher.show",
                            "masking",
                            "request",
                            "run",
                            "set")),
            Map.entry(
                    "launcher.completion",
                    Set.of(
                            "environment",
                            "item",
                            "launcher.console",
                            "launcher.home",
                            "launcher.query",
                            "query",
                            "request",
                            "run",
                            "store",
                            "table")),
            Map.entry(
                    "launcher",
                    Set.of(
                            "input",
                            "launcher.completion",
                            "launcher.console",
                            "launcher.create",
                            "launcher.deploy",
                            "launcher.doctor",
                            "launcher.init",
                            "launcher.mask",
                            "launcher.query",
                            "launcher.report",
                            "launcher.restore",
                            "launcher.runs")),
            // infra
            Map.entry(
                    "infra",
                    Set.of(
                            "backup",
                            "copy",
                            "environment",
                            "functions",
                            "input",
                            "mask",
                            "masking",
                            "request",
                            "run",
                            "store")),
            // demo and testing
            Map.entry("testing", Set.of()),
            Map.entry(
                    "demo",
                    Set.of(
                            "input",
                            "launcher",
                            "launcher.console",
                            "launcher.local",
                            "launcher.show",
                            "request",
                            "testing")));

    /** Class and method that fetch time, chance, rest or the process around from outside: constructors bring those. */
    private static final Map<Class<?>, Set<String>> FROM_OUTSIDE = Map.of(
            System.class, Set.of("nanoTime", "currentTimeMillis", "getenv", "console", "exit"),
            Instant.class, Set.of("now"),
            Clock.class, Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds"),
            Math.class, Set.of("random"),
            Random.class, Set.of("<init>"),
            ThreadLocalRandom.class, Set.of("current"),
            UUID.class, Set.of("randomUUID"),
            Thread.class, Set.of("sleep", "<init>"),
            TimeUnit.class, Set.of("sleep"));

    private static final Set<String> PROCESS_OF_THE_LAUNCHER =
            Set.of(World.class.getName(), Interrupts.class.getName(), Main.class.getName());

    /** A newcomer finds a class by the table of packages in the document. */
    @Test
    void the_document_on_architecture_lists_every_package_of_the_engine() throws IOException {
        String document = Files.readString(Path.of("../docs/architecture.md"));

        assertThat(enginePackages()).allSatisfy(name -> assertThat(document).contains("\n| `" + name + "` | "));
    }

    static Stream<String> packages() {
        return MAY_KNOW.keySet().stream().sorted();
    }

    static Stream<String> enginePackages() {
        return packages().filter(name -> !name.matches("(functions|launcher|infra|testing|demo)(\\..*)?"));
    }

    @Test
    void every_package_has_its_place() {
        var found = new TreeSet<String>();
        CLASSES.forEach(each -> found.add(each.getPackageName().substring(ROOT.length())));

        assertThat(found).containsExactlyElementsOf(new TreeSet<>(MAY_KNOW.keySet()));
    }

    @Test
    void the_map_has_no_cycles() {
        List<String> placed = new ArrayList<>();
        while (placed.size() < MAY_KNOW.size()) {
            List<String> next = packages()
                    .filter(name -> !placed.contains(name))
                    .filter(name -> placed.containsAll(MAY_KNOW.getOrDefault(name, Set.of())))
                    .toList();
            assertThat(next)
                    .as("packages that know only those below them: %s", placed)
                    .isNotEmpty();
            placed.addAll(next);
        }
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_knows_only_what_the_map_says(String name) {
        String[] others = packages()
                .filter(other -> !other.equals(name))
                .filter(other -> !MAY_KNOW.getOrDefault(name, Set.of()).contains(other))
                .map(other -> ROOT + other)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat(are(resideInAnyPackage(others)))
                .check(CLASSES);
    }

    @Test
    void the_engine_knows_no_lambda_no_command_line_and_no_cdk() {
        noClasses()
                .that()
                .resideInAnyPackage(enginePackages().map(name -> ROOT + name).toArray(String[]::new))
                .should()
                .dependOnClassesThat(are(
                        resideInAnyPackage("com.amazonaws..", "picocli..", "software.amazon.awscdk..", "org.crac..")))
                .check(CLASSES);
    }

    @Test
    void the_launcher_knows_no_lambda_and_no_dynamodb_local() {
        noClasses()
                .that()
                .resideInAPackage("dynamofanout.launcher..")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("com.amazonaws..", "software.amazon.dynamodb..")))
                .check(CLASSES);
    }

    @Test
    void time_chance_rest_and_the_process_come_in_through_constructors() {
        noClasses()
                .that(new DescribedPredicate<>("are of the engine or the launcher, but not of its process") {
                    @Override
                    public boolean test(JavaClass candidate) {
                        String name = candidate.getName();
                        String outer = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
                        return !candidate.getPackageName().matches("dynamofanout\\.(functions|infra|testing|demo)")
                                && !PROCESS_OF_THE_LAUNCHER.contains(outer);
                    }
                })
                .and()
                .doNotHaveSimpleName("ProcessOwners") // waits for another process
                .and()
                .haveNameNotMatching(".*\\.LocalRun(\\$.*)?") // starts the workers' threads
                .and()
                .doNotHaveSimpleName("DaemonThreads") // makes those of calls and their timer
                .should()
                .accessTargetWhere(IS_FROM_OUTSIDE)
                .check(CLASSES);
    }

    /** A template that depends on the time or the machine is another one at every deployment. */
    @Test
    void of_the_stacks_only_the_app_looks_outside() {
        noClasses()
                .that()
                .resideInAPackage("dynamofanout.infra")
                .and()
                .doNotHaveFullyQualifiedName(FanoutApp.class.getName())
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.(Instant|Clock)|java\\.util\\.(Random|UUID)|java\\.lang\\.System")
                .check(CLASSES);
    }

    @Test
    void nothing_prints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .and()
                .resideOutsideOfPackage("dynamofanout.infra")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void classes_are_final() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .and()
                .resideOutsideOfPackage("dynamofanout.testing")
                .and()
                .doNotHaveSimpleName("WrappedRunStore") // a store is wrapped by extending it
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void no_package_or_class_is_a_drawer_for_everything() {
        noClasses()
                .should()
                .haveNameMatching("(?i).*(\\.util|\\.common|\\.model|\\.impl|Util|Utils|Helper|Manager|Impl)(\\..*)?")
                .check(CLASSES);
    }

    /** Modules come as folders of classes or as jars, and so do the tests of some. */
    private static boolean isMainCode(Location location) {
        return Arrays.stream(new String[] {"/test-classes/", "-tests.jar"}).noneMatch(location::contains);
    }

    private static final DescribedPredicate<JavaAccess<?>> IS_FROM_OUTSIDE =
            new DescribedPredicate<>("time, chance, rest or the process are fetched from outside") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    JavaClass owner = access.getTargetOwner();
                    return FROM_OUTSIDE.entrySet().stream()
                            .anyMatch(entry -> owner.isEquivalentTo(entry.getKey())
                                    && entry.getValue()
                                            .contains(access.getTarget().getName()));
                }
            };
}
