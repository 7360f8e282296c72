package io.saddlebag.mirror;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class FaultyAtEachOperationTest extends FaultySweeps {

    FaultyAtEachOperationTest() {
        super(1);
    }
}
