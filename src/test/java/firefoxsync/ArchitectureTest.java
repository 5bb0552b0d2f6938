// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house rules of ARCHITECTURE.md, as far as a machine can hold them. */
class ArchitectureTest {
  private static final String ROOT = "firefoxsync";
  private static final List<String> BASE = List.of("http", "database", "crypto", "config");

  /** What each folder may import of ours; {@code folder.Class} allows that class alone. */
  private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
      Map.entry("crypto", List.of()),
      Map.entry("config", List.of()),
      Map.entry("hawk", List.of("crypto", "config")),
      Map.entry("metrics", List.of()),
      Map.entry("tls", List.of("config")),
      Map.entry("http", List.of("config", "tls", "metrics")),
      Map.entry("database", List.of("config", "crypto", "metrics")),
      Map.entry("people", List.of("database", "crypto", "config")),
      Map.entry("errands", List.of()),
      Map.entry("push", and("errands")),
      Map.entry("mail", and("errands")),
      Map.entry("accounts", and("people", "hawk", "push", "mail", "qr")),
      Map.entry("qr", List.of()),
      Map.entry("token", and("people", "hawk")),
      Map.entry("oauth", and("accounts", "people", "hawk", "token.AccessTokenVerifier")),
      Map.entry("mozilla", and("people", "token")),
      Map.entry("sync", and("people", "hawk", "token.SyncToken")),
      Map.entry(
          "remotelog",
          // Of accounts what every endpoint of a signed-in person needs.
          and(
              "sync",
              "people",
              "metrics",
              "accounts.SessionAuth",
              "accounts.Session",
              "accounts.Fields",
              "accounts.AccountRoutes",
              "accounts.AccountErrorFormat",
              "accounts.AccountException")),
      Map.entry("remotestorage", and("people", "accounts", "hawk", "token", "web")),
      Map.entry("web", and("accounts", "oauth", "people", "qr")),
      Map.entry("ops", List.of("http", "database", "config", "metrics")),
      Map.entry("backup", and("people")),
      Map.entry("doctor", and("ops.ContentsStore", "ops.HousekeepingStore", "tls")));

  private static final JavaClasses MAIN = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .withImportOption(location -> !location.contains("/e2e/") && !location.contains("/torture/"))
      .importPackages(ROOT);

  private static List<String> and(String... more) {
    return Stream.concat(BASE.stream(), Stream.of(more)).toList();
  }

  @Test
  void foldersAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @TestFactory
  Stream<DynamicTest> eachFolderImportsOnlyWhatItsRowAllows() {
    return MAY_IMPORT.entrySet().stream()
        .map(row -> DynamicTest.dynamicTest(
            row.getKey(), () -> checkImports(row.getKey(), row.getValue())));
  }

  private static void checkImports(String folder, List<String> allowed) {
    var ours = resideInAPackage(ROOT + "..");
    var itself = resideInAPackage(ROOT + "." + folder + "..");
    DescribedPredicate<JavaClass> permitted = new DescribedPredicate<>("allowed for " + folder) {
      @Override
      public boolean test(JavaClass target) {
        var name = target.getBaseComponentType().getName().substring(ROOT.length() + 1);
        return allowed.stream()
            .anyMatch(a -> name.equals(a) || name.startsWith(a + "$") || name.startsWith(a + "."));
      }
    };
    noClasses()
        .that(itself)
        .should(dependOnClassesThat(
            ours.and(DescribedPredicate.not(itself)).and(DescribedPredicate.not(permitted))))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void onlyHttpAndTheSystemdNotifierKnowNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http..")
        .and()
        .haveNameNotMatching(".*\\.ops\\.SystemdNotifier(\\$.*)?")
        .should()
        .dependOnClassesThat(resideInAPackage("io.netty.."))
        .check(MAIN);
  }

  @Test
  void onlyTheOutgoingClientKnowsItsLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http.outgoing..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.apache.hc.."))
        .check(MAIN);
  }

  @Test
  void onlyMailKnowsTheLibraryOfLetters() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".mail..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("jakarta.mail..", "org.eclipse.angus.."))
        .check(MAIN);
  }

  @Test
  void onlyMozillaKnowsTheLibraryOfWebTokens() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".mozilla..")
        .should()
        .dependOnClassesThat(resideInAPackage("com.nimbusds.."))
        .check(MAIN);
  }

  @Test
  void onlyHttpKnowsTheJsonLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".http..")
        .should()
        .dependOnClassesThat(resideInAPackage("com.fasterxml.."))
        .check(MAIN);
  }

  @Test
  void sqlLivesInDatabaseAndInStores() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".database..")
        .and()
        .haveNameNotMatching(".*\\.(\\w*Store|Sql\\w*)(\\$.*)?")
        .should()
        .dependOnClassesThat(resideInAnyPackage(
            "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer.."))
        .check(MAIN);
  }

  @Test
  void timeAndChanceComeIn() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Random.class)
        .check(MAIN);
  }

  @Test
  void onlyMainExits() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(MAIN);
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(alwaysTrue())
        .should()
        .beFinal()
        .check(MAIN);
  }

  @Test
  void servicesAndStoresKnowNoHttp() {
    noClasses()
        .that()
        .haveNameMatching(
            ".*\\.(\\w*Store|Sql\\w+|SyncStorage|BatchUpload|TokenIssuer|Accounts|OAuthServer|AllowList|MozillaPeople|AccountEvents)(\\$.*)?")
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + ".http.."))
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void nobodyImportsTheCommandsOrTheDaemon() {
    noClasses()
        .that()
        .resideInAnyPackage(
            MAY_IMPORT.keySet().stream().map(f -> ROOT + "." + f + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ROOT, ROOT + ".cli.."))
        .check(MAIN);
  }

  @Test
  void publicClassesAreUsedByAnotherFolder() {
    classes()
        .that()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .and()
        .resideOutsideOfPackage("..templates..")
        .should(beUsedElsewhere())
        .check(MAIN);
  }

  private static ArchCondition<JavaClass> beUsedElsewhere() {
    return new ArchCondition<>("be used by another folder, or else be package-private") {
      @Override
      public void check(JavaClass subject, ConditionEvents events) {
        boolean used = subject.getDirectDependenciesToSelf().stream()
            .anyMatch(d -> !d.getOriginClass().getPackageName().equals(subject.getPackageName()));
        boolean leaksFromPublicApi = subject.getDirectDependenciesToSelf().stream()
            .anyMatch(d -> d.getOriginClass().getModifiers().contains(JavaModifier.PUBLIC));
        boolean entry = subject.getName().equals(ROOT + ".Main");
        events.add(new SimpleConditionEvent(
            subject,
            used || leaksFromPublicApi || entry,
            subject.getName() + " is public for nobody"));
      }
    };
  }
}
