package dynamofanout.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InfraArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("dynamofanout.infra");

    @Test
    void classes_are_final() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    /** A template that depends on the time or the machine is another one at every deployment. */
    @Test
    void only_the_app_looks_outside() {
        noClasses()
                .that()
                .doNotHaveSimpleName("FanoutApp")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.(Instant|Clock)|java\\.util\\.(Random|UUID)|java\\.lang\\.System")
                .check(CLASSES);
    }
}
