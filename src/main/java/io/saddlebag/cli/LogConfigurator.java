package io.saddlebag.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Configures the log without a file to parse. From the first logger on, warnings go to standard error; {@link Logging}
 * adds the log file once it is known where. Found by logback as a service.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    private static final String CONSOLE = "console";
    private static final int KEPT_FILES = 5;

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        logs.getLogger("ROOT").setLevel(Level.INFO);
        logs.getLogger("org.apache.camel").setLevel(Level.WARN);
        // It warns of each file that failed, without a reason; the job does so with one, once.
        logs.getLogger("org.apache.camel.component.file.GenericFileOnCompletion")
                .setLevel(Level.ERROR);
        // They warn that an attempt to send was cut short at a command's end, which is what it is for.
        for (var stop : List.of("DefaultShutdownStrategy", "DefaultInflightRepository")) {
            logs.getLogger("org.apache.camel.impl.engine." + stop).setLevel(Level.ERROR);
        }
        logs.getLogger("org.quartz").setLevel(Level.WARN);
        showOnConsole(logs, Level.WARN, "%-5level %replace(%msg){'\\s*\\n\\s*', ' '}%n%nopex");
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Lets a logger write to the log file only. */
    static void keepFromConsole(LoggerContext logs, String name) {
        var logger = logs.getLogger(name);
        logger.setAdditive(false);
        for (var appenders = logs.getLogger("ROOT").iteratorForAppenders(); appenders.hasNext(); ) {
            var appender = appenders.next();
            if (!CONSOLE.equals(appender.getName())) {
                logger.addAppender(appender);
            }
        }
    }

    /** Lets a logger write to wherever the others do again. */
    static void showLikeOthers(LoggerContext logs, String name) {
        var logger = logs.getLogger(name);
        for (var appenders = logger.iteratorForAppenders(); appenders.hasNext(); ) {
            logger.detachAppender(appenders.next());
        }
        logger.setAdditive(true);
    }

    /** Shows a daemon's log on the console as well, with the time. */
    static void showEverything(LoggerContext logs) {
        logs.getLogger("ROOT").detachAppender(CONSOLE);
        showOnConsole(logs, Level.INFO, "%d{yyyy-MM-dd HH:mm:ss} %-5level %replace(%msg){'\\s*\\n\\s*', ' '}%n%nopex");
    }

    /** An appender to a file that rolls at 10 MB and keeps five old ones; not started where the file cannot be opened. */
    static Appender<ILoggingEvent> toFile(LoggerContext logs, Path file) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setFile(file.toString());
        appender.setTriggeringPolicy(atTenMegabytes(logs));
        var older = new NumberedFiles(file, KEPT_FILES);
        older.setContext(logs);
        older.setParent(appender);
        older.start();
        appender.setRollingPolicy(older);
        start(appender, logs, "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %msg%n");
        return appender;
    }

    private static SizeBasedTriggeringPolicy<ILoggingEvent> atTenMegabytes(LoggerContext logs) {
        var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        size.setContext(logs);
        size.setMaxFileSize(FileSize.valueOf("10MB"));
        size.start();
        return size;
    }

    private static void showOnConsole(LoggerContext logs, Level from, String pattern) {
        var threshold = new ThresholdFilter();
        threshold.setLevel(from.toString());
        threshold.start();
        var machinery = new EngineFilter();
        machinery.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setName(CONSOLE);
        console.setTarget(ConsoleTarget.SystemErr.getName());
        console.addFilter(threshold);
        console.addFilter(machinery);
        start(console, logs, Terminal.of(System.getProperties()).eraseLine() + pattern);
        logs.getLogger("ROOT").addAppender(console);
    }

    /** Keeps out what Camel says of a route that failed when its time had come: that is told in one sentence of our own. */
    private static final class FailureFilter extends Filter<ILoggingEvent> {

        private static final String ENDPOINTS = "org.apache.camel.component.";
        private static final String FAILURE = "Error processing exchange";

        @Override
        public FilterReply decide(ILoggingEvent event) {
            boolean told = event.getLoggerName().startsWith(ENDPOINTS)
                    && event.getMessage() != null
                    && event.getMessage().startsWith(FAILURE);
            return told ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }

    /** Keeps out what Camel says of a start or of a scheduled run that failed: both are told in one sentence of our own. */
    private static final class EngineFilter extends Filter<ILoggingEvent> {

        private static final List<String> ENGINE = List.of(
                "org.apache.camel.impl.engine.", "org.apache.camel.main.", "org.apache.camel.component.quartz.");

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return ENGINE.stream().anyMatch(event.getLoggerName()::startsWith) ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }

    private static void start(OutputStreamAppender<ILoggingEvent> appender, LoggerContext logs, String pattern) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(logs);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern);
        encoder.start();
        var failures = new FailureFilter();
        failures.start();
        appender.addFilter(failures);
        appender.setContext(logs);
        appender.setEncoder(encoder);
        appender.start();
    }
}
