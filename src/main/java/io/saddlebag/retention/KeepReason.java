package io.saddlebag.retention;

import io.saddlebag.model.SnapshotId;

/** Why a snapshot is kept. */
public sealed interface KeepReason {

    /** In words for an operator, without a full stop. */
    String text();

    /**
     * A rule that counts has come to it.
     *
     * @param rule in words
     * @param place 1 for the newest that the rule counts
     * @param count how many the rule keeps
     */
    record Counted(String rule, int place, int count) implements KeepReason {
        @Override
        public String text() {
            return rule + " " + place + " of " + count;
        }
    }

    /**
     * There are fewer periods than a rule asks for, so that it keeps the oldest snapshot as well.
     *
     * @param rule in words
     * @param place the one after the last that the rule counted
     * @param count how many the rule keeps
     */
    record Oldest(String rule, int place, int count) implements KeepReason {
        @Override
        public String text() {
            return rule + " " + place + " of " + count + " (oldest)";
        }
    }

    /**
     * It is not older than a rule says.
     *
     * @param age in words
     */
    record Young(String age) implements KeepReason {
        @Override
        public String text() {
            return "within " + age;
        }
    }

    /**
     * Others that are kept build on it.
     *
     * @param newest the last of these that was taken
     * @param others how many more there are; what builds on them in turn is not counted
     */
    record BaseOf(SnapshotId newest, int others) implements KeepReason {
        @Override
        public String text() {
            return "base of " + newest + (others == 0 ? "" : " and " + others + " more");
        }
    }

    /** Of those that have all they need and for which everything could be read it is the last that was taken. */
    record NewestComplete() implements KeepReason {
        @Override
        public String text() {
            return "newest complete chain";
        }
    }

    /** Of those that have all they need it is the last that was taken, though not everything could be read for it. */
    record NewestPartial() implements KeepReason {
        @Override
        public String text() {
            return "newest partial chain";
        }
    }

    /** The clock was or is wrong: it started after now. */
    record InFuture() implements KeepReason {
        @Override
        public String text() {
            return "started in the future";
        }
    }

    /**
     * It cannot be restored, but what it needs may come back.
     *
     * @param gap the first of its chain that is not there, or cannot be read; its base where bases run in a circle
     */
    record BrokenChain(SnapshotId gap) implements KeepReason {
        @Override
        public String text() {
            return "its chain breaks at " + gap;
        }
    }

    /**
     * Its directory holds what is not Saddlebag's, which would be left without it.
     *
     * @param name of the first such thing
     * @param others how many more there are
     */
    record HoldsOther(String name, int others) implements KeepReason {
        @Override
        public String text() {
            return "holds " + name + (others == 0 ? "" : " and " + others + " more") + " besides";
        }
    }

    /**
     * One that is missing or cannot be read may build on it.
     *
     * @param other the first such
     */
    record MayBeNeeded(SnapshotId other) implements KeepReason {
        @Override
        public String text() {
            return "may be base of " + other + ", which is missing or cannot be read";
        }
    }

    /** Nothing says what to remove. */
    record NoRules() implements KeepReason {
        @Override
        public String text() {
            return "the policy has no rules";
        }
    }
}
