package dev.pimainteno.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pimainteno.jdbc");

    @Test
    void onlyTheStoreAndWhatItIsGivenAndReturnsIsPublic() {
        assertThat(classes.size()).isGreaterThan(20);
        assertThat(classes.stream()
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(HasName::getName))
                .containsExactlyInAnyOrder(
                        JdbcStore.class.getName(),
                        JdbcSettings.class.getName(),
                        Retention.class.getName(),
                        BackupSummary.class.getName(),
                        DatabaseState.class.getName());
    }

    @Test
    void nothingOfCoreIsKnownButWhatIsKeptAndItsVocabulary() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.pimainteno.budget..",
                        "dev.pimainteno.change..",
                        "dev.pimainteno.failure..",
                        "dev.pimainteno.journal..",
                        "dev.pimainteno.learning..",
                        "dev.pimainteno.llm..",
                        "dev.pimainteno.process..",
                        "dev.pimainteno.project..",
                        "dev.pimainteno.review..",
                        "dev.pimainteno.jdbc..",
                        "com.fasterxml.jackson..",
                        "com.zaxxer.hikari..",
                        "java..",
                        "javax.sql..",
                        "org.flywaydb..",
                        "org.jdbi..",
                        "org.jspecify..",
                        "org.postgresql..",
                        "org.slf4j..",
                        "org.sqlite..")
                .check(classes);
    }

    @Test
    void eachDatabaseIsKnownInOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(SqliteDialect.class, SqliteReading.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sqlite..")
                .check(classes);
        noClasses()
                .that()
                .doNotBelongToAnyOf(PostgresqlDialect.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..")
                .check(classes);
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
    }
}
