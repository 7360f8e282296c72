package io.saddlebag.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.AlertKind;
import io.saddlebag.model.AlertNews;
import io.saddlebag.model.Counts;
import io.saddlebag.model.Finding;
import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.OpenAlert;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.PathBytes;
import io.saddlebag.model.Run;
import io.saddlebag.model.SnapshotKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages are golden files. {@code -Dgolden=write} writes them anew, for a look at the difference. */
class LetterTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/saddlebag/alert");
    private static final Instant NIGHT = Instant.parse("2026-11-21T01:00:00Z");
    private static final Counts COUNTS = new Counts(12, 3, 1, 84, 3, 2, 4_200_000);
    private static final String BCC = "x\r\nBcc: someone@example.org";

    private final Letter letter = new Letter("vault", ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @EnumSource
    void saysOfEveryKindWhatItIsAndWhatToDo(AlertKind kind) throws Exception {
        isAsTheGoldenFiles(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), write(told(kind, 3, false)));
    }

    @ParameterizedTest
    @EnumSource
    void saysOfEveryKindThatItIsOver(AlertKind kind) throws Exception {
        isAsTheGoldenFiles(
                "over-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), write(told(kind, 3, true)));
    }

    @Test
    void saysSeveralThingsInOneMessage() throws Exception {
        isAsTheGoldenFiles(
                "several",
                write(
                        told(AlertKind.FAILED, 1, false),
                        told(AlertKind.DAMAGED, 1, false),
                        told(AlertKind.OVERDUE, 2, true)));
    }

    @Test
    void namesTheFirstTwentyOfTenThousandPaths() throws Exception {
        var findings = IntStream.range(0, 10_000)
                .mapToObj(i -> new Finding(Severity.FAILED, Path.of("photos/" + i + ".jpg"), "permission denied"))
                .toList();

        var message = write(of(
                AlertKind.PARTIAL,
                "documents",
                run("documents", Outcome.PARTIAL),
                findings,
                Map.of(Severity.FAILED, 10_000L)));

        isAsTheGoldenFiles("storm", message);
        assertThat(message.text()).contains("photos/19.jpg", "and 9,980 more").doesNotContain("photos/20.jpg");
        assertThat(attachment(message).text()).contains("photos/9999.jpg");
    }

    @Test
    void letsNoFileNameAndNoErrorChangeItsForm() throws Exception {
        var hostile = new ArrayList<Finding>();
        for (var name : List.of(BCC, "<script>alert('1')</script>", "a\u202Egpj.exe", "\u2028& \"q\"", "\u001B[2J")) {
            hostile.add(new Finding(Severity.FAILED, Path.of(name), "cannot be read: " + name));
        }
        hostile.add(new Finding(Severity.FAILED, PathBytes.toPath(new byte[] {'b', (byte) 0xFF}), "no text"));
        var run = new Run(17, "documents", NIGHT, NIGHT.plusSeconds(63), Outcome.FAILED, COUNTS, "cannot write " + BCC);

        var message = new Letter("host" + BCC, ZoneId.of("UTC"))
                .write(
                        "id",
                        NIGHT,
                        List.of(of(AlertKind.FAILED, "documents", run, hostile, Map.of(Severity.FAILED, 6L))));

        isAsTheGoldenFiles("hostile-names", message);
        assertThat(message.subject()).doesNotContainPattern("\\p{Cntrl}").contains("host" + "x\\r\\nBcc:");
        assertThat(List.of(message.text(), message.html(), attachment(message).text()))
                .allSatisfy(text -> assertThat(text.lines()).noneMatch(line -> line.startsWith("Bcc")));
        assertThat(message.html()).doesNotContain("<script>");
    }

    @Test
    void keepsSecretsToItself() {
        var run = new Run(
                17,
                "documents",
                NIGHT,
                NIGHT,
                Outcome.FAILED,
                COUNTS,
                "cannot reach sftp://ada:hunter2@host/x?password=RAW(tiger 3)&secretKey=abc");

        var message = write(of(AlertKind.FAILED, "documents", run, List.of(), Map.of()));

        assertThat(message.text() + message.html() + attachment(message).text())
                .contains("sftp://***@host")
                .doesNotContain("hunter2")
                .doesNotContain("tiger")
                .doesNotContain("abc");
    }

    @Test
    void keepsTheSubjectAndTheAttachmentWithinBounds() {
        var many = IntStream.range(0, 60)
                .mapToObj(i -> told(AlertKind.FAILED, 1, false))
                .toArray(Told[]::new);
        var lengthy = "x".repeat(3_000);
        var findings = IntStream.range(0, 5_000)
                .mapToObj(i -> new Finding(Severity.FAILED, Path.of("p" + i), lengthy))
                .toList();

        assertThat(write(many).subject()).hasSizeLessThanOrEqualTo(160).startsWith("[vault] 60 alerts: documents");
        var attachment = attachment(
                write(of(AlertKind.FAILED, "documents", run("documents", Outcome.FAILED), findings, Map.of())));
        assertThat(attachment.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(10_000_000);
        assertThat(attachment.text()).endsWith("The rest is left out.\n");
    }

    @Test
    void makesIdsThatAreSafeAsFileNames() {
        assertThat(MessageId.of(NIGHT, 17, "verify documents", "SIZE_OF_FULL-recovered"))
                .isEqualTo("20261121t010000z-000017-verify-documents-size-of-full-recovered")
                .matches("[a-z0-9-]+");
    }

    private Message write(Told... told) {
        return letter.write("20261121t020000z-1-documents-failed", NIGHT.plusSeconds(120), List.of(told));
    }

    private static Told told(AlertKind kind, int times, boolean over) {
        var name = name(kind);
        var run = run(name, over ? Outcome.DONE : outcome(kind));
        var findings = List.of(
                new Finding(Severity.DAMAGED, Path.of("letters/a.odt"), "its content is another one"),
                new Finding(Severity.UNREADABLE, Path.of("private"), "permission denied"),
                new Finding(Severity.NOTE, Path.of("fifo"), "is skipped"));
        var totals = Map.of(Severity.DAMAGED, 1L, Severity.UNREADABLE, 1L, Severity.NOTE, 1L);
        var alert = alert(kind, name, times);
        return new Told(
                new AlertNews(alert, over, 17, NIGHT.plusSeconds(70)),
                run,
                over ? List.of() : findings,
                over ? Map.of() : totals,
                new Run(3, "documents", NIGHT.minus(Duration.ofDays(3)), NIGHT, Outcome.DONE, COUNTS, null),
                List.of("2026-11-21T02:00:00.000+01:00 WARN  a line"));
    }

    private static Told of(AlertKind kind, String name, Run run, List<Finding> findings, Map<Severity, Long> totals) {
        return new Told(
                new AlertNews(alert(kind, name, 1), false, run.id(), NIGHT), run, findings, totals, null, List.of());
    }

    private static OpenAlert alert(AlertKind kind, String name, int times) {
        return new OpenAlert(
                name, kind, NIGHT.minus(Duration.ofDays(2)), times, NIGHT, 17, 0, detail(kind), times, NIGHT);
    }

    private static @Nullable String detail(AlertKind kind) {
        return switch (kind) {
            case CHANGED -> "51 of 100 paths were changed or gone at once.";
            case SIZE_OF_FULL, SIZE_OF_DIFFERENTIAL, SIZE_OF_INCREMENTAL ->
                new StoredSize(SnapshotKind.FULL, 9_000_000, List.of(40_000_000L, 41_000_000L, 42_000_000L)).text();
            case SPACE -> "1.0 GB of 4.0 GB are free at the destination.";
            default -> null;
        };
    }

    private static String name(AlertKind kind) {
        return switch (kind) {
            case DAMAGED -> "verify documents";
            case FROZEN -> "prune documents";
            default -> "documents";
        };
    }

    private static Outcome outcome(AlertKind kind) {
        return switch (kind) {
            case FAILED, WATCH -> Outcome.FAILED;
            case GUARD, FROZEN -> Outcome.GUARDED;
            case PARTIAL -> Outcome.PARTIAL;
            case OVERDUE -> Outcome.INTERRUPTED;
            case DAMAGED -> Outcome.DAMAGED;
            default -> Outcome.DONE;
        };
    }

    private static Run run(String name, Outcome outcome) {
        var message = outcome == Outcome.DONE ? null : "What the run says of itself.";
        return new Run(17, name, NIGHT, NIGHT.plusSeconds(63), outcome, COUNTS, message);
    }

    private static Message.Attachment attachment(Message message) {
        return Objects.requireNonNull(message.attachment());
    }

    private static void isAsTheGoldenFiles(String name, Message message) throws Exception {
        isAsTheGoldenFile(name + ".txt", "Subject: " + message.subject() + "\n\n" + message.text());
        isAsTheGoldenFile(name + ".html", message.html());
    }

    private static void isAsTheGoldenFile(String name, String text) throws Exception {
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(GOLDEN.resolve(name), text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN.resolve(name)));
    }
}
