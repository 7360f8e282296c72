package io.saddlebag.cli;

import io.saddlebag.model.Finding.Severity;
import io.saddlebag.model.RunSummary;

/** What a run counts, as a line and in JSON. */
enum RunForm {
    /** A run that carries files. */
    SWEEP {
        @Override
        String summary(RunReport report) {
            return RunSummary.of(report.run());
        }

        @Override
        void write(RunReport report, JsonDocument json) {
            JsonRun.write(report.run(), json);
        }
    },
    /** A run that compares. */
    VERIFICATION {
        @Override
        String summary(RunReport report) {
            return RunSummary.ofVerification(report.run(), report.count(Severity.DAMAGED), report.count(Severity.LOST));
        }

        @Override
        void write(RunReport report, JsonDocument json) {
            JsonRun.writeWithoutCounts(report.run(), json);
            json.object("counts")
                    .field("verified", report.run().counts().unchanged())
                    .field("damaged", report.count(Severity.DAMAGED))
                    .field("lost", report.count(Severity.LOST))
                    .field("unreadable", report.count(Severity.UNREADABLE))
                    .field("notes", report.count(Severity.NOTE))
                    .field("bytes", report.run().counts().bytes())
                    .endObject();
        }
    };

    /** The line that says what it did. */
    abstract String summary(RunReport report);

    /** Writes the run's fields into the object that is open. */
    abstract void write(RunReport report, JsonDocument json);
}
