package dynamofanout.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import dynamofanout.launcher.console.Interrupts;
import dynamofanout.launcher.console.World;
import dynamofanout.launcher.local.LocalRun;
import dynamofanout.launcher.local.Runs;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("dynamofanout.launcher");

    private static final Map<Class<?>, Set<String>> OUTSIDE = Map.of(
            System.class, Set.of("nanoTime", "currentTimeMillis", "getenv", "console", "exit", "out", "err"),
            Instant.class, Set.of("now"),
            Clock.class, Set.of("systemUTC", "systemDefaultZone", "system"),
            Math.class, Set.of("random"),
            Random.class, Set.of("<init>"),
            ThreadLocalRandom.class, Set.of("current"));

    private static final Map<Class<?>, Set<String>> WAITING_AND_IDS = Map.of(
            Thread.class, Set.of("sleep"),
            TimeUnit.class, Set.of("sleep"),
            UUID.class, Set.of("randomUUID"));

    @Test
    void only_the_world_and_the_entry_touch_the_outside() {
        noClassesBut(World.class, Interrupts.class, Main.class)
                .should()
                .accessTargetWhere(isAmong(OUTSIDE))
                .check(CLASSES);
    }

    @Test
    void only_who_waits_for_another_process_or_carries_a_run_out_sleeps() {
        noClassesBut(LocalRun.class, Runs.class)
                .should()
                .accessTargetWhere(isAmong(WAITING_AND_IDS))
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

    private static GivenClassesConjunction noClassesBut(Class<?>... allowed) {
        return noClasses().that(new DescribedPredicate<>("are not " + Arrays.toString(allowed)) {
            @Override
            public boolean test(JavaClass candidate) {
                return Arrays.stream(allowed)
                        .noneMatch(each -> candidate.getName().equals(each.getName())
                                || candidate.getName().startsWith(each.getName() + "$"));
            }
        });
    }

    private static DescribedPredicate<JavaAccess<?>> isAmong(Map<Class<?>, Set<String>> members) {
        return new DescribedPredicate<>("it is among " + members) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return members.entrySet().stream()
                        .anyMatch(entry -> access.getTargetOwner().isEquivalentTo(entry.getKey())
                                && entry.getValue().contains(access.getTarget().getName()));
            }
        };
    }
}
