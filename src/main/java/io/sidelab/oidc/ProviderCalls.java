package io.sidelab.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.sidelab.oidc.OidcFailure.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests to the provider. Each has one deadline for everything, from the connection to the last
 * byte, and a size; redirects are not followed, since the protocol has none here.
 */
final class ProviderCalls implements AutoCloseable {
  /** Well-known documents have some kilobytes, those with many keys some tens. */
  static final int LARGEST = 256 * 1024;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** What the client's own work runs on; each takes microseconds, the waits are the callers'. */
  private static final int THREADS = 2;

  private final Duration patience;
  private final ExecutorService threads;
  private final HttpClient client;

  /**
   * @param patience for one request
   */
  ProviderCalls(Duration patience) {
    this.patience = patience;
    this.threads = threads();
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();
  }

  private static ExecutorService threads() {
    AtomicInteger count = new AtomicInteger();
    ThreadFactory named =
        work -> {
          Thread thread = new Thread(work, "oidc-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    // The queue holds steps of requests under way, whose number the relying party bounds.
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** The JSON object of a successful answer. */
  Map<String, Object> object(HttpRequest request) throws OidcFailure {
    HttpResponse<byte[]> answer = send(request);
    if (answer.statusCode() != 200) {
      throw new OidcFailure(Reason.UNREADABLE, request.uri() + " answered " + answer.statusCode());
    }
    return object(request.uri(), answer);
  }

  /** The JSON object of an answer. */
  static Map<String, Object> object(URI from, HttpResponse<byte[]> answer) throws OidcFailure {
    try {
      Map<String, Object> object = JSONObjectUtils.parse(text(answer), LARGEST);
      if (object == null) {
        throw new ParseException("the word null", 0);
      }
      return object;
    } catch (ParseException unreadable) {
      throw new OidcFailure(
          Reason.UNREADABLE,
          from + " answered " + answer.statusCode() + " and no JSON object",
          unreadable);
    }
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** The answer, whatever its status. */
  HttpResponse<byte[]> send(HttpRequest request) throws OidcFailure {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new LimitedBody(LARGEST));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw unreachable(request, "no whole answer within " + patience.toSeconds() + " s", late);
    } catch (ExecutionException failed) {
      throw unreachable(request, String.valueOf(failed.getCause()), failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unreachable(request, "this server stops", stopped);
    } finally {
      answer.cancel(true);
    }
  }

  private static OidcFailure unreachable(HttpRequest request, String why, Throwable cause) {
    return new OidcFailure(Reason.UNREACHABLE, request.uri() + ": " + why, cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
