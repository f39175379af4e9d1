package dev.pimainteno.systemd;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pimainteno.sandbox.Sandbox;
import dev.pimainteno.service.ServiceController;
import dev.pimainteno.service.ServiceLog;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pimainteno.systemd");

    @Test
    void onlyThePortsAreThereForOthers() {
        assertThat(classes.size()).isGreaterThan(7);
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .implement(ServiceController.class)
                .orShould()
                .implement(ServiceLog.class)
                .orShould()
                .implement(Sandbox.class)
                .check(classes);
    }

    @Test
    void processesAreStartedByTheRunnerOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Runtime.class)
                .check(classes);
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
    }
}
