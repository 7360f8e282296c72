package io.saddlebag.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionPolicyTest {

    private static final KeepRule DAILY = new KeepRule.NewestOfEach(Frequency.DAILY, 14);
    private static final KeepRule MONTHLY = new KeepRule.NewestOfEach(Frequency.MONTHLY, 6);
    private static final KeepRule YEARLY = new KeepRule.NewestOfEach(Frequency.YEARLY, 1);
    private static final LocalDate NO_BACKUP = LocalDate.parse("2015-12-19");

    static List<Path> tables() throws IOException {
        return RetentionCase.tables();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void decidesAsTheTableSays(Path table) throws IOException {
        var actual = RetentionCase.read(table).table();

        assertThat(actual).isEqualTo(Files.readString(table));
    }

    @Test
    void keepsOfAWholeYearWhatTheDocumentationOfBorgSays() {
        var year = days("2015-01-01", "2016-01-01")
                .filter(day -> !day.equals(NO_BACKUP))
                .toList();

        var kept = keptDays(fulls(year), policy(YEARLY, DAILY, MONTHLY), at(LocalDate.parse("2016-01-01")));

        assertThat(kept)
                .containsExactlyElementsOf(Stream.of(
                                Stream.of("2015-01-01", "2015-06-30", "2015-07-31", "2015-08-31", "2015-09-30")
                                        .map(LocalDate::parse),
                                Stream.of("2015-10-31", "2015-11-30").map(LocalDate::parse),
                                days("2015-12-17", "2016-01-01").filter(day -> !day.equals(NO_BACKUP)))
                        .flatMap(days -> days)
                        .toList());
    }

    @Test
    void keepsABoundedNumberOverYearsOfDailyPruning() {
        var policy = policy(new KeepRule.NewestOfEach(Frequency.DAILY, 7), MONTHLY, YEARLY);
        var store = new ArrayList<Candidate>();

        for (var day : days("2024-01-01", "2027-01-01").toList()) {
            store.add(full(day, store.size() + 1_000 * day.getYear() + day.getDayOfYear()));
            var kept = keptDays(store, policy, at(day).plus(1, ChronoUnit.HOURS));
            store.removeIf(snapshot -> !kept.contains(date(snapshot)));
            assertThat(store).hasSizeLessThanOrEqualTo(14);
        }

        assertThat(store.stream().map(RetentionPolicyTest::date).map(LocalDate::toString))
                .startsWith("2025-12-31", "2026-06-30", "2026-07-31")
                .endsWith("2026-12-30", "2026-12-31")
                .hasSize(14);
    }

    @Test
    void decidesAboutChainsOfTenThousandsInNoTime() {
        var snapshots = new ArrayList<Candidate>();
        SnapshotId base = null;
        var start = Instant.parse("2020-01-01T00:00:00Z");
        for (int i = 0; i < 50_000; i++) {
            var kind = base == null ? SnapshotKind.FULL : SnapshotKind.INCREMENTAL;
            var id = new SnapshotId(start.plus(i, ChronoUnit.HOURS), kind);
            snapshots.add(new Candidate(id, i, id.start(), base, true));
            base = id;
        }

        var decisions = policy(DAILY).decide(snapshots, start.plus(50_000, ChronoUnit.HOURS));

        assertThat(decisions).allMatch(Decision::kept);
    }

    @Test
    void decidesNothingAboutAnEmptyStore() {
        assertThat(policy(DAILY, YEARLY).decide(List.of(), Instant.EPOCH)).isEmpty();
    }

    @Test
    void refusesRulesThatKeepNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepRule.Last(0))
                .withMessageContaining("keep-last ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepRule.LastOfKind(SnapshotKind.FULL, 0))
                .withMessageContaining("keep-last-full ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepRule.NewestOfEach(Frequency.WEEKLY, -1))
                .withMessageContaining("keep-weekly ");
        assertThatIllegalArgumentException().isThrownBy(() -> new KeepRule.Within(Duration.ZERO));
    }

    @Test
    void refusesTwoRulesOfOneKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(DAILY, new KeepRule.NewestOfEach(Frequency.DAILY, 3)))
                .withMessage("keep-daily is said twice");
    }

    @Test
    void refusesTwoSnapshotsOfOneName() {
        var day = LocalDate.parse("2026-11-21");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(DAILY).decide(List.of(full(day, 1), full(day, 2)), at(day)))
                .withMessageContaining("2026-11-21T02-00-00Z-full");
    }

    @Test
    void hasAKeyForEachRule() {
        var keys = new ArrayList<>(List.of(new KeepRule.Within(Duration.ofDays(1)).key()));
        Rules.counting().forEach(rule -> keys.add(rule.of(1).key()));

        assertThat(keys).isEqualTo(KeepRule.KEYS);
    }

    private static RetentionPolicy policy(KeepRule... rules) {
        return new RetentionPolicy(List.of(rules), ZoneOffset.UTC);
    }

    private static Stream<LocalDate> days(String first, String end) {
        return LocalDate.parse(first).datesUntil(LocalDate.parse(end));
    }

    private static List<Candidate> fulls(List<LocalDate> days) {
        return days.stream().map(day -> full(day, day.toEpochDay())).toList();
    }

    private static Candidate full(LocalDate day, long sequence) {
        return new Candidate(SnapshotId.at(at(day), SnapshotKind.FULL), sequence, at(day), null, true);
    }

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.of(2, 0)).toInstant(ZoneOffset.UTC);
    }

    private static LocalDate date(Candidate snapshot) {
        return LocalDate.ofInstant(snapshot.started(), ZoneOffset.UTC);
    }

    private static List<LocalDate> keptDays(List<Candidate> snapshots, RetentionPolicy policy, Instant now) {
        return policy.decide(snapshots, now).stream()
                .filter(Decision::kept)
                .map(decision -> date(decision.snapshot()))
                .toList();
    }
}
