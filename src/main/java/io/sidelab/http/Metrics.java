package io.sidelab.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sidelab.workspace.Workspaces;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Figures for Prometheus. Labels are routes and states, never names that a client can make up. */
final class Metrics implements AutoCloseable {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics collections;

  Metrics() {
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.collections = new JvmGcMetrics();
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  void watch(Workspaces workspaces, EngineWatch engine) {
    gauge("sidelab.workspaces.running", "hold machines", () -> workspaces.capacity().running());
    gauge("sidelab.workspaces.queued", "wait for room", () -> workspaces.capacity().queued());
    gauge("sidelab.workspaces.limit", "may run", () -> workspaces.capacity().limit());
    gauge("sidelab.engine.up", "1 while it answers", () -> engine.health().up() ? 1 : 0);
  }

  void gauge(String name, String description, IntSupplier value) {
    Gauge.builder(name, value, IntSupplier::getAsInt)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** Counts a request that has been answered. */
  void answered(Context ctx, float millis) {
    Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
    Timer.builder("sidelab.http.requests")
        .description("requests answered, by route; event streams count when they end")
        .tag("method", endpoint == null ? "any" : endpoint.method.name())
        .tag("route", endpoint == null ? "none" : endpoint.path)
        .tag("status", Integer.toString(ctx.statusCode()))
        .register(registry)
        .record(Duration.ofNanos((long) (millis * 1_000_000)));
  }

  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
