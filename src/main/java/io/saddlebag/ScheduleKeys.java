package io.saddlebag;

/** The keys of a job whose type has routes with a schedule. */
final class ScheduleKeys {

    static final String SCHEDULE = "schedule";
    static final String TIME_ZONE = "time-zone";
    static final String RUN_MISSED = "run-missed";
    static final String VERIFY_SCHEDULE = "verify-schedule";
    static final String VERIFY_DEEP = "verify-deep";

    private ScheduleKeys() {}
}
