package io.saddlebag.mirror;

/** At each third operation; {@link FaultyAtEachOperationTest} takes its time for each. */
class FaultySweepTest extends FaultySweeps {

    FaultySweepTest() {
        super(3);
    }
}
