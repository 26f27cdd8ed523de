package io.sidelab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sidelab.workspace.Solutions;
import io.sidelab.workspace.WorkspaceFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which package may know which: the picture in the README, held by the build. */
@AnalyzeClasses(packages = "io.sidelab", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageBoundaryTest {
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("engine", Set.of()),
          Map.entry("content", Set.of()),
          Map.entry("store", Set.of()),
          Map.entry("backup", Set.of()),
          Map.entry("oidc", Set.of()),
          Map.entry("docker", Set.of("engine")),
          Map.entry("sqlite", Set.of("store")),
          Map.entry("instructor", Set.of("store")),
          Map.entry("terminal", Set.of("engine")),
          Map.entry("evidence", Set.of("engine")),
          Map.entry("recording", Set.of("engine", "terminal")),
          Map.entry("image", Set.of("engine", "content")),
          Map.entry("vm", Set.of("engine", "image", "store")),
          Map.entry(
              "workspace",
              Set.of(
                  "engine",
                  "content",
                  "terminal",
                  "image",
                  "vm",
                  "store",
                  "evidence",
                  "recording")),
          Map.entry("workshop", Set.of("engine", "content", "terminal", "store", "workspace")),
          Map.entry(
              "http",
              Set.of(
                  "engine",
                  "content",
                  "terminal",
                  "image",
                  "vm",
                  "store",
                  "evidence",
                  "recording",
                  "workspace",
                  "workshop",
                  "rehearsal",
                  "instructor",
                  "oidc",
                  "proxy")),
          Map.entry("proxy", Set.of("engine", "workspace")),
          // A client of a running server: it must not reach around what a browser can see.
          Map.entry("robot", Set.of("content", "workspace")),
          Map.entry(
              "rehearsal", Set.of("engine", "content", "store", "robot", "workspace", "workshop")));

  @ArchTest
  static void everyPackageUsesOnlyWhatItMay(com.tngtech.archunit.core.domain.JavaClasses classes) {
    MAY_USE.forEach(
        (name, allowed) -> {
          Set<String> forbidden = new TreeSet<>(MAY_USE.keySet());
          forbidden.add("app");
          forbidden.remove(name);
          forbidden.removeAll(allowed);
          noClasses()
              .that()
              .resideInAPackage("io.sidelab." + name + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(
                  forbidden.stream()
                      .map(other -> "io.sidelab." + other + "..")
                      .toArray(String[]::new))
              .allowEmptyShould(true)
              .check(classes);
        });
  }

  @ArchTest
  static final ArchRule THE_ROBOT_KNOWS_NO_MORE_OF_THE_SERVER_THAN_SOLUTIONS =
      noClasses()
          .that()
          .resideInAPackage("io.sidelab.robot..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.sidelab.workspace..")
                  .and(not(belongToAnyOf(Solutions.class, WorkspaceFailure.class))));

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("io.sidelab.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void librariesStayInTheirPackage(com.tngtech.archunit.core.domain.JavaClasses classes) {
    only(classes, Set.of("docker"), "com.github.dockerjava..", "org.apache.hc..");
    only(classes, Set.of("http"), "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");
    only(classes, Set.of("http"), "org.thymeleaf..", "io.micrometer..");
    only(
        classes,
        Set.of("http", "docker", "recording", "robot", "backup"),
        "com.fasterxml.jackson..");
    only(classes, Set.of("content"), "org.commonmark..", "org.snakeyaml..", "org.jsoup..");
    only(classes, Set.of("sqlite"), "org.jdbi..", "org.flywaydb..", "java.sql..", "org.sqlite..");
    only(classes, Set.of("instructor"), "org.springframework.security..", "org.bouncycastle..");
    only(classes, Set.of("oidc"), "com.nimbusds..");
    only(classes, Set.of("http"), "io.nayuki..");
    only(classes, Set.of("app"), "picocli..");
  }

  private static void only(
      com.tngtech.archunit.core.domain.JavaClasses classes,
      Set<String> owners,
      String... libraries) {
    String[] others =
        Stream.concat(MAY_USE.keySet().stream(), Stream.of("app"))
            .filter(name -> !owners.contains(name))
            .map(name -> "io.sidelab." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(others)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(classes);
  }

  @ArchTest
  static final ArchRule ONLY_APP_READS_THE_ENVIRONMENT_AND_EXITS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sidelab.app..")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule NO_STATIC_MUTABLE_STATE =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAPackage("io.sidelab..")
          .should()
          .beFinal();
}
