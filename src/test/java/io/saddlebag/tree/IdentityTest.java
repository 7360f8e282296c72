package io.saddlebag.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    @ParameterizedTest
    @CsvSource({
        "000001ffffffffff, true", // root
        "000000000000001b, true", // an ordinary user with what is needed
        "000000000000001f, true",
        "0000000000000004, false", // may read everything, and give nothing away
        "000000000000000b, false", // would lose the setgid bit of others' files
        "000001fffffffffe, false", // root in a container that may not give files away
        "0000000000000000, false"
    })
    void isASuperuserWithAllCapabilitiesThatKeepingOwnersTakes(String effective, boolean superuser) {
        var status = List.of("Name:\tjava", "CapPrm:\t000001ffffffffff", "CapEff:\t" + effective);

        assertThat(Identity.of(1000, 1000, status).isSuperuser()).isEqualTo(superuser);
    }

    @Test
    void goesByTheUserWhereNothingIsKnownOfCapabilities() {
        assertThat(Identity.of(0, 0, List.of()).isSuperuser()).isTrue();
        assertThat(Identity.of(1000, 1000, List.of()).isSuperuser()).isFalse();
    }
}
