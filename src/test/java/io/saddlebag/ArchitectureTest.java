package io.saddlebag;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keeps what ARCHITECTURE.md says, without exceptions. */
@AnalyzeClasses(packages = "io.saddlebag", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.saddlebag";

    /** Package to the packages of Saddlebag that it may use; none may use one that is not named here. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            entry("model", List.of()),
            entry("tree", List.of("model")),
            entry("catalog", List.of("model")),
            entry("store", List.of("tree", "model")),
            entry("archive", List.of("store", "tree", "model")),
            entry("mirror", List.of("versions", "retention", "store", "tree", "catalog", "model")),
            entry("snapshot", List.of("archive", "store", "tree", "catalog", "model")),
            entry("restore", List.of("versions", "archive", "store", "tree", "model")),
            entry("retention", List.of("archive", "store", "tree", "model")),
            entry("versions", List.of("retention", "store", "tree", "model")),
            entry("alert", List.of("model")),
            entry("camel", List.of("alert", "mirror", "snapshot", "store", "tree", "model")),
            entry(
                    "cli",
                    List.of(
                            "",
                            "alert",
                            "mirror",
                            "snapshot",
                            "versions",
                            "retention",
                            "restore",
                            "archive",
                            "store",
                            "tree",
                            "catalog",
                            "model")),
            entry(
                    "",
                    List.of(
                            "camel",
                            "alert",
                            "mirror",
                            "snapshot",
                            "versions",
                            "retention",
                            "restore",
                            "archive",
                            "store",
                            "tree",
                            "catalog",
                            "model")));

    @ArchTest
    void usesNoPackageAgainstTheArrows(JavaClasses classes) {
        ARROWS.forEach((from, to) -> dependsOnlyOn(from, to).check(classes));
    }

    @ArchTest
    void hasNoPackageWithoutArrows(JavaClasses classes) {
        assertThat(classes).extracting(JavaClass::getPackageName).allMatch(name -> ARROWS.containsKey(shortName(name)));
    }

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("io.saddlebag.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule camelStaysInItsPackage = noClasses()
            .that(resideInAPackage("io.saddlebag..").and(outside("", "camel")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.camel.."));

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that(outside("cli"))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that(outside("", "cli"))
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule filesArePathsAndNeverJavaIoFile = noClasses()
            .that(outside("camel"))
            .should()
            .dependOnClassesThat(
                    DescribedPredicate.describe("are java.io.File", type -> type.isEquivalentTo(java.io.File.class)));

    @Test
    void noSourceFileIsLongerThan400Lines() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).filter(file -> lines(file) > 400))
                    .isEmpty();
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchRule dependsOnlyOn(String from, List<String> to) {
        return noClasses()
                .that(inside(from))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.saddlebag..").and(outside(from)).and(outside(to.toArray(String[]::new))))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> inside(String name) {
        return DescribedPredicate.describe(
                "are in " + (name.isEmpty() ? "the root" : name),
                type -> shortName(type.getPackageName()).equals(name));
    }

    private static DescribedPredicate<JavaClass> outside(String... names) {
        return DescribedPredicate.describe(
                "are outside " + List.of(names), type -> !List.of(names).contains(shortName(type.getPackageName())));
    }

    /** {@code camel} for {@code io.saddlebag.camel}, and nothing for the root. */
    private static String shortName(String name) {
        return name.equals(ROOT) ? "" : name.replaceFirst("^io\\.saddlebag\\.", "");
    }
}
