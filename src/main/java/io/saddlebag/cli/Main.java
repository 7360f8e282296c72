package io.saddlebag.cli;

import io.saddlebag.model.SaddlebagException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program. Results go to standard output, everything else to standard error; every way to end has its
 * {@link ExitCode}, and no stack trace is ever printed.
 */
public final class Main {

    private final PrintWriter out;
    private final PrintWriter err;

    Main(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int code =
                new Main(writer(FileDescriptor.out), writer(FileDescriptor.err)).run(ArgumentBytes.recover(arguments));
        // Not by returning: a thread that a user's component left behind would keep the process alive.
        System.exit(code);
    }

    /** Runs one command and returns its exit code; all output is written when this returns. */
    int run(String... arguments) {
        try {
            int code = commandLine(Commands.among(arguments)).execute(arguments);
            return out.checkError() ? unwritten(code) : code;
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** What was asked for may be done, but whoever asked was not told. */
    private int unwritten(int code) {
        err.println("saddlebag: The output could not be written.");
        return code == ExitCode.INTERRUPTED.code() || code == ExitCode.USAGE.code() ? code : ExitCode.FAILED.code();
    }

    /** All commands with their options. */
    CommandLine commandLine() {
        return commandLine(Commands.all());
    }

    private CommandLine commandLine(List<Class<? extends Subcommand>> commands) {
        var commandLine = new CommandLine(new SaddlebagCommand());
        commands.forEach(commandLine::addSubcommand);
        commandLine.setOut(out);
        commandLine.setErr(err);
        commandLine.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        // An argument is what it says: a source may be named "@photos".
        commandLine.setExpandAtFiles(false);
        commandLine.setExecutionStrategy(this::execute);
        commandLine.setParameterExceptionHandler(Main::complain);
        describe(commandLine);
        commandLine.getSubcommands().values().forEach(Main::describe);
        return commandLine;
    }

    private int execute(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        var commands = parsed.asCommandLineList();
        return call(commands.get(commands.size() - 1).getCommand()).code();
    }

    private ExitCode call(Subcommand command) {
        try {
            return command.call();
        } catch (ParameterException e) {
            throw e;
        } catch (SaddlebagException e) {
            err.println("saddlebag: " + e.getMessage());
            return ExitCode.of(e);
        } catch (RuntimeException | Error e) {
            err.println("saddlebag: " + Bug.record(e));
            return ExitCode.FAILED;
        }
    }

    private static int complain(ParameterException problem, String[] arguments) {
        var command = problem.getCommandLine();
        var err = command.getErr();
        err.println("saddlebag: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("\"" + command.getCommandSpec().qualifiedName() + " --help\" tells what is possible.");
        return ExitCode.USAGE.code();
    }

    private static void describe(CommandLine commandLine) {
        Subcommand command = commandLine.getCommand();
        var usage = commandLine.getCommandSpec().usageMessage();
        usage.synopsisSubcommandLabel("COMMAND").sortOptions(false).commandListHeading("%nCommands:%n");
        usage.descriptionHeading("%n").parameterListHeading("%n").optionListHeading("%n");
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(list(command.exitCodes()));
    }

    private static Map<String, String> list(Set<ExitCode> codes) {
        var list = new LinkedHashMap<String, String>();
        codes.stream()
                .sorted(Comparator.comparingInt(ExitCode::code))
                .forEach(code -> list.put(String.format("%4d", code.code()), code.description()));
        return list;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
