package dev.pimainteno.rocksdb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pimainteno.rocksdb");

    @Test
    void onlyTheCacheIsPublic() {
        assertThat(classes.size()).isGreaterThan(15);
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .be(RocksDbCache.class)
                .check(classes);
    }

    @Test
    void nothingOfCoreIsKnownButTheCache() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.pimainteno.cache..",
                        "dev.pimainteno.rocksdb..",
                        "com.github.benmanes.caffeine..",
                        "java..",
                        "org.jspecify..",
                        "org.rocksdb..",
                        "org.slf4j..")
                .check(classes);
    }

    @Test
    void theDatabaseIsHandledInOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Store.class, NativeLibrary.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RocksDB.class)
                .check(classes);
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
    }
}
