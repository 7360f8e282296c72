package io.saddlebag;

import io.saddlebag.model.Outcome;
import io.saddlebag.model.Run;
import io.saddlebag.tree.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a job's URL after each good run, for a service that tells the admins when it is not called any more. A call that
 * fails leaves one line in the log, without the URL's secret part, and nothing else. No run waits for it.
 */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, URI> urls;
    private final ExecutorService calls = Executors.newSingleThreadExecutor(Heartbeat::thread);
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private @Nullable HttpClient client;

    Heartbeat(Map<String, URI> urls) {
        this.urls = Map.copyOf(urls);
    }

    /** {@code https://example.org/secret} from a key's value. */
    static URI parse(String text) {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, without what may be a secret.
        }
        throw new IllegalArgumentException("is not a URL. Write it as https://example.org/path.");
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "heartbeat");
        thread.setDaemon(true);
        return thread;
    }

    /** A full run of a job has ended. Returns at once. */
    void ended(Run run) {
        var job = run.job();
        var url = urls.get(job);
        if (url != null && run.outcome() == Outcome.DONE && waiting.add(job)) {
            calls.execute(() -> call(job, url));
        }
    }

    /** Waits for the calls that are under way, ten seconds at most. */
    @Override
    public void close() {
        calls.shutdown();
        try {
            if (!calls.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A heartbeat was given up, as the program ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(String job, URI url) {
        waiting.remove(job);
        try {
            var request = HttpRequest.newBuilder(url).timeout(TIMEOUT).GET().build();
            int status = client().send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status >= 400) {
                warn(job, url, "it answered " + status);
            }
        } catch (IOException e) {
            warn(job, url, e.getMessage() == null ? e.getClass().getSimpleName() : Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            warn(job, url, e.getClass().getSimpleName());
        }
    }

    private HttpClient client() {
        var known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            client = known;
        }
        return known;
    }

    private static void warn(String job, URI url, String reason) {
        LOG.warn("job {}: the heartbeat at {}://{} failed: {}", job, url.getScheme(), url.getHost(), reason);
    }
}
