package dynamofanout;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("dynamofanout");

    /** Each package and what it may know of ours; a new package is added here or fails the test. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("input", Set.of()),
            Map.entry("pace", Set.of()),
            Map.entry("environment", Set.of("input")),
            Map.entry("table", Set.of("environment", "input")),
            Map.entry("key", Set.of("input", "table")),
            Map.entry("query", Set.of("deployed", "environment", "input", "key", "pace", "table")),
            Map.entry("run", Set.of("input", "pace", "table")),
            Map.entry("copy", Set.of("key", "pace", "run", "table")),
            Map.entry("twin", Set.of("copy", "pace", "run", "table")),
            Map.entry("remove", Set.of("copy", "run", "table")),
            Map.entry("backup", Set.of("run", "table")),
            Map.entry(
                    "worker",
                    Set.of("copy", "deployed", "environment", "input", "pace", "remove", "run", "table", "twin")),
            Map.entry("plan", Set.of("backup", "deployed", "environment", "input", "key", "pace", "run", "table")),
            Map.entry("finish", Set.of("copy", "deployed", "environment", "input", "pace", "run", "table", "worker")),
            Map.entry("deployed", Set.of("environment", "input", "pace", "run", "table")));

    /** Class and method that fetch time, chance, rest or surroundings from outside: constructors bring those. */
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

    static Stream<String> packages() {
        return MAY_KNOW.keySet().stream().sorted();
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("dynamofanout.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void every_package_has_its_place() {
        classes()
                .should()
                .resideInAnyPackage(
                        packages().map(name -> "dynamofanout." + name).toArray(String[]::new))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void imports_point_one_way(String name) {
        String[] others = packages()
                .filter(other -> !other.equals(name))
                .filter(other -> !MAY_KNOW.getOrDefault(name, Set.of()).contains(other))
                .map(other -> "dynamofanout." + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("dynamofanout." + name + "..")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage(others)))
                .check(CLASSES);
    }

    @Test
    void time_chance_rest_and_surroundings_come_in_through_constructors() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dynamofanout.deployed..")
                .should()
                .accessTargetWhere(IS_FROM_OUTSIDE)
                .check(CLASSES);
    }

    @Test
    void nothing_prints() {
        noClasses()
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

    private static final DescribedPredicate<JavaAccess<?>> IS_FROM_OUTSIDE =
            new DescribedPredicate<>("time, chance, rest or surroundings are fetched from outside") {
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
