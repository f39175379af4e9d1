package dev.pimainteno.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pimainteno");
    private static final JavaClasses TESTING = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pimainteno.testing");

    @Test
    void seesBothModules() {
        assertThat(TESTING.size()).isGreaterThanOrEqualTo(15);
        assertThat(ALL.size()).isGreaterThanOrEqualTo(TESTING.size() + 60);
    }

    @Test
    void theLibraryDoesNotKnowItsTests() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.pimainteno.testing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.pimainteno.testing..", "org.junit..", "org.assertj..")
                .check(ALL);
    }

    @Test
    void contractsAreAbstractAndFakesAreNot() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Contract")
                .should()
                .haveModifier(JavaModifier.ABSTRACT)
                .andShould()
                .bePublic()
                .check(TESTING);
        classes()
                .that()
                .haveNameMatching(".*\\.(Scripted|Fake|Recording|Manual|Temporary)\\w+")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .bePublic()
                .check(TESTING);
    }

    @Test
    void fakesDoNotNeedAnAssertionLibrary() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Contract")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..")
                .check(TESTING);
    }

    @Test
    void nothingWritesToTheStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(TESTING);
    }

    @Test
    void nothingThrowsAnExceptionThatSaysNothing() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(TESTING);
    }
}
