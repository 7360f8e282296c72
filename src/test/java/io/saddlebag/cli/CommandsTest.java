package io.saddlebag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CommandsTest {

    @Test
    void areOnlyThoseThatTheArgumentsName() {
        assertThat(Commands.among("backup", "photos", "--dry-run")).containsExactly(BackupCommand.class);
        assertThat(Commands.among("--config", "check", "backup"))
                .containsExactly(BackupCommand.class, CheckCommand.class);
        assertThat(Commands.among("--version")).isEmpty();
    }

    @Test
    void areAllWhereTheyMayBeListed() {
        assertThat(Commands.among()).isEqualTo(Commands.all());
        assertThat(Commands.among("bakcup")).isEqualTo(Commands.all());
        assertThat(Commands.among("--help", "backup")).isEqualTo(Commands.all());
    }
}
