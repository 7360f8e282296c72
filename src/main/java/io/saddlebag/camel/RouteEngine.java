package io.saddlebag.camel;

import io.saddlebag.mirror.CollectJob;
import io.saddlebag.mirror.SweepJob;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.Run;
import io.saddlebag.model.RunOptions;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.snapshot.SnapshotJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Camel, running the routes of some jobs. Starting takes well under a second; closing stops sweeps that are under way. */
public final class RouteEngine implements AutoCloseable {

    /** Schedules that start no run of a job. */
    private static final String VERIFY_SCHEDULES = "quartz://saddlebag-verify/";

    private final AtomicBoolean stopRequested = new AtomicBoolean();
    private final Main main = new Engine();
    private final Map<String, CollectJob> collectJobs;

    private RouteEngine(Map<String, CollectJob> collectJobs) {
        this.collectJobs = Map.copyOf(collectJobs);
    }

    /** Starts what a plan says; a route that cannot be started is a {@link SaddlebagException} and leaves nothing running. */
    public static RouteEngine start(Plan plan, Jobs jobs, RunRecord record) {
        return start(plan, jobs, record, Telling.NONE);
    }

    /**
     * The same where the admins are told; what sends messages is started by {@link #startSending}.
     *
     * @param telling how they are told
     */
    public static RouteEngine start(Plan plan, Jobs jobs, RunRecord record, Telling telling) {
        var engine = new RouteEngine(jobs.collecting());
        try {
            engine.configure(plan, jobs, record, telling);
            engine.main.bind("runs", new RouteRuns(jobs.recording(), record));
            engine.main.start();
            engine.startRoutes(plan);
            return engine;
        } catch (Exception e) {
            engine.close();
            throw StartFailure.of(e, plan);
        }
    }

    /**
     * What an engine is to run.
     *
     * @param files route files, loaded in this order
     * @param routes the routes to make of their templates
     * @param everything whether all other routes of the files are started as well
     * @param camelProperties the keys {@code camel.*} of the configuration
     * @param stopTimeout how long closing waits for routes
     */
    public record Plan(
            List<Path> files,
            Collection<TemplatedRoute> routes,
            boolean everything,
            Map<String, String> camelProperties,
            Duration stopTimeout) {}

    /**
     * Whatever does the work of jobs, by their names.
     *
     * @param sweeping those that sweep
     * @param collecting those that collect
     * @param snapshots those that take snapshots
     * @param pruning those that take snapshots, whose stores are pruned
     * @param verifying those whose backup can be verified
     */
    public record Jobs(
            Map<String, ? extends SweepJob> sweeping,
            Map<String, CollectJob> collecting,
            Map<String, SnapshotJob> snapshots,
            Map<String, PruneJob> pruning,
            Map<String, VerifyJob> verifying) {

        /** Those whose backups are neither verified nor pruned. */
        public Jobs(
                Map<String, ? extends SweepJob> sweeping,
                Map<String, CollectJob> collecting,
                Map<String, SnapshotJob> snapshots) {
            this(sweeping, collecting, snapshots, Map.of(), Map.of());
        }

        /** The maps are copied. */
        public Jobs {
            sweeping = Map.copyOf(sweeping);
            collecting = Map.copyOf(collecting);
            snapshots = Map.copyOf(snapshots);
            pruning = Map.copyOf(pruning);
            verifying = Map.copyOf(verifying);
        }

        /** Those that record their runs themselves. */
        Set<String> recording() {
            var names = new HashSet<String>(sweeping.keySet());
            names.addAll(snapshots.keySet());
            return names;
        }
    }

    /**
     * Sends an exchange to {@code direct:<job>} and waits until the route is through with it; a job that collects polls.
     *
     * @return the run that {@code backup:sweep}, {@code backup:snapshot} or {@code backup:poll} left; null when the route has no such step
     * @throws Exception what the route failed with
     */
    public @Nullable Run run(String job, RunOptions options) throws Exception {
        try (var entry = entry(job)) {
            return entry.send(exchange -> exchange.setProperty(ExchangeProperties.RUN_OPTIONS, options))
                    .getProperty(ExchangeProperties.RUN, Run.class);
        }
    }

    /**
     * Does now what the job's schedule would do, and returns when that is done. How it went is in the log and the catalog.
     * Nothing happens after a stop was asked for.
     */
    public void fire(String job) {
        context().getRoutes().stream()
                .filter(route -> route.getRouteId().startsWith(job + ".")
                        && route.getEndpoint().getEndpointUri().startsWith("quartz:")
                        && !route.getEndpoint().getEndpointUri().startsWith(VERIFY_SCHEDULES))
                .filter(route -> !stopRequested.get())
                .forEach(RouteEngine::fire);
    }

    private static void fire(Route route) {
        try {
            var consumer = route.getConsumer();
            consumer.getProcessor().process(consumer.createExchange(true));
        } catch (Exception e) {
            throw new IllegalStateException("a route let an exception pass: " + RouteFailure.reason(e), e);
        }
    }

    /** Starts the route that sends what is in the outbox, if there is one. */
    public void startSending() {
        try {
            context().getRouteController().startRoute(Mailing.ROUTE);
        } catch (Exception e) {
            throw new SaddlebagException(
                    "The route " + Mailing.ROUTE + " cannot be started: " + RouteFailure.reason(e));
        }
    }

    private DirectRoute entry(String job) {
        return collectJobs.containsKey(job)
                ? DirectRoute.toEndpoint("backup:poll?job=" + job, context())
                : DirectRoute.to(job, context());
    }

    /** Makes sweeps that are under way end as interrupted, with the file in hand. Returns at once. */
    public void requestStop() {
        stopRequested.set(true);
    }

    @Override
    public void close() {
        requestStop();
        main.stop();
        main.shutdown();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    private void configure(Plan plan, Jobs jobs, RunRecord record, Telling telling) {
        var mailing = telling.mailing();
        // No shutdown hook of Camel's: whoever owns the process decides how it ends.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        main.setInitialProperties(properties(plan, mailing));
        main.configure()
                .withName("saddlebag")
                .withAutoStartup(plan.everything())
                .withShutdownTimeout((int) Math.max(1, plan.stopTimeout().toSeconds()))
                .withShutdownLogInflightExchangesOnTimeout(false)
                .withStreamCachingSpoolEnabled(true)
                .withRoutesCollectorEnabled(false)
                .withBasePackageScanEnabled(false)
                .withAutoConfigurationLogSummary(false)
                .setStartupSummaryLevel(StartupSummaryLevel.Off);
        main.bind("backup", new BackupComponent(jobs, stopRequested::get, record, telling));
        if (mailing != null) {
            mailing.bind(main);
        }
        collectJobs.forEach((name, job) -> {
            main.bind(name + ".filter", new CollectFilter(job));
            main.bind(name + ".catalog", new CatalogRepository(job));
        });
        main.bind("jobTemplates", new JobTemplates(plan.routes()));
        main.addMainListener(new RouteFiles(plan.files()));
    }

    private static boolean isScheduled(TemplatedRoute route) {
        return route.parameters().keySet().stream().anyMatch(key -> key.endsWith("schedule"));
    }

    /** Quartz would start the JVM's management with it, which costs a sixth of the start and nobody asks for. */
    private static Map<String, Object> properties(Plan plan, @Nullable Mailing mailing) {
        var properties = new HashMap<String, Object>();
        if (plan.everything() && plan.routes().stream().anyMatch(RouteEngine::isScheduled)) {
            properties.put("camel.component.quartz.enable-jmx", "false");
        }
        properties.putAll(plan.camelProperties());
        if (mailing != null) {
            properties.putAll(mailing.properties());
        }
        return properties;
    }

    private void startRoutes(Plan plan) throws Exception {
        if (!plan.everything()) {
            for (var route : plan.routes()) {
                context().getRouteController().startRoute(route.id());
            }
        }
    }

    /** Loads route files by name: Camel's own collector takes patterns, and a pattern cannot name every path. */
    private static final class RouteFiles extends MainListenerSupport {

        private final List<Path> files;

        RouteFiles(List<Path> files) {
            this.files = files;
        }

        @Override
        public void beforeConfigure(BaseMainSupport main) {
            // A placeholder is the job's parameter or an error, never an unrelated variable of the environment.
            var properties = (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
            properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        }

        @Override
        public void afterConfigure(BaseMainSupport main) {
            try {
                PluginHelper.getRoutesLoader(main.getCamelContext()).loadRoutes(resources());
            } catch (Exception e) {
                throw new ConfigurationException("A route file cannot be used: " + RouteFailure.reason(e));
            }
        }

        private List<Resource> resources() throws IOException {
            var resources = new ArrayList<Resource>();
            for (var file : files) {
                resources.add(ResourceHelper.fromBytes("file:" + file, Files.readAllBytes(file)));
            }
            return resources;
        }
    }
}
