package com.pantahub.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions in which the code may depend. */
class ArchitectureTest {

  private static final String REGISTRY = "com.pantahub.registry..";
  private static final String METRICS = "com.pantahub.metrics..";
  private static final String SERVER = "com.pantahub.server..";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("com.pantahub.registry", "com.pantahub.metrics", "com.pantahub.server");

  @Test
  void libraries_knowNeitherEachOtherNorTheServer() {
    noClasses()
        .that()
        .resideInAPackage(REGISTRY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(METRICS, SERVER, "io.prometheus..", "io.undertow..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage(METRICS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(REGISTRY, SERVER)
        .check(PRODUCT);
  }

  @Test
  void scrape_knowsNoServerAndNoMetricsLibrary() {
    noClasses()
        .that()
        .resideInAPackage("com.pantahub.metrics.scrape..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.prometheus..",
            "io.undertow..",
            "jakarta..",
            "com.sun.net..",
            "com.pantahub.metrics.http..",
            "com.pantahub.metrics.runtime..")
        .check(PRODUCT);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("com.pantahub.(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void classes_areClosedForExtension() {
    classes()
        .that()
        .resideInAnyPackage(REGISTRY, METRICS, SERVER)
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .check(PRODUCT);
  }
}
