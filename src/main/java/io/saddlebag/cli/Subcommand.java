package io.saddlebag.cli;

import java.util.Set;
import java.util.concurrent.Callable;

/** One command: it does its work when called and returns what the process is to tell its caller. */
interface Subcommand extends Callable<ExitCode> {

    /** The exit codes it can end with, for its help. */
    Set<ExitCode> exitCodes();

    @Override
    ExitCode call();
}
