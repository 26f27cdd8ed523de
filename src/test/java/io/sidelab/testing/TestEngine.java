package io.sidelab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.docker.DockerEngine;
import io.sidelab.docker.DockerSettings;
import io.sidelab.engine.Engine;
import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Labelled;
import io.sidelab.engine.Limits;
import io.sidelab.engine.MachineKind;
import io.sidelab.engine.MachineSpec;
import io.sidelab.engine.TerminalSize;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real engine for one test class: an adapter, an image that is always there, labels and names
 * of its own. Closing removes everything with its label and fails when the test left something.
 */
public final class TestEngine implements AutoCloseable {
  private static final long MIB = 1024 * 1024;

  /** The label that everything made through {@link #labels} carries. */
  public static final String SERVER_LABEL = "io.sidelab.server";

  private final String id = "test-" + randomHex();
  private final AtomicInteger names = new AtomicInteger();
  private final Engine engine;

  /** Connects to the engine of {@code DOCKER_HOST}, or to the one on this host. */
  public TestEngine() throws EngineFailure {
    this(settings());
  }

  /** Connects to an engine by other ways. */
  public TestEngine(DockerSettings settings) throws EngineFailure {
    engine = new DockerEngine(settings);
    BusyboxImage.ensure(engine);
  }

  /** Settings for an adapter to this engine. */
  public static DockerSettings settings() {
    return Optional.ofNullable(System.getenv("DOCKER_HOST"))
        .map(host -> settings(URI.create(host), DockerSettings.defaults().timeout()))
        .orElse(DockerSettings.defaults());
  }

  /** Settings for an engine elsewhere. */
  public static DockerSettings settings(URI host, Duration timeout) {
    DockerSettings defaults = DockerSettings.defaults();
    return new DockerSettings(
        host, defaults.tlsFolder(), timeout, defaults.runtime(), defaults.firewallImage());
  }

  private static String randomHex() {
    byte[] bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public Engine engine() {
    return engine;
  }

  /** A server identifier of this test's own. */
  public String serverId() {
    return id;
  }

  /** An image with a shell and all of BusyBox. */
  public String busybox() {
    return BusyboxImage.NAME;
  }

  /** To be put on everything the test makes; add more as you like. */
  public Map<String, String> labels() {
    return Map.of(SERVER_LABEL, id);
  }

  /** A name nobody else has. */
  public String uniqueName() {
    return "sidelab-" + id + "-" + names.incrementAndGet();
  }

  /** Limits that are plenty for a shell. */
  public static Limits limits() {
    return new Limits(64 * MIB, 1, 64, 64 * MIB, MIB);
  }

  /** A container without network; an empty command is an interactive shell. */
  public MachineSpec container(String... command) {
    return container(limits(), Optional.empty(), command);
  }

  public MachineSpec container(Limits limits, Optional<String> network, String... command) {
    return new MachineSpec(
        uniqueName(),
        "box",
        MachineKind.CONTAINER,
        busybox(),
        List.of(command),
        Map.of("TERM", "xterm-256color"),
        limits,
        network,
        Optional.empty(),
        Optional.empty(),
        false,
        TerminalSize.DEFAULT,
        labels());
  }

  /** A container without network that carries these labels. */
  public MachineSpec labelled(Map<String, String> labels) {
    MachineSpec plain = container();
    return new MachineSpec(
        plain.name(),
        plain.hostname(),
        plain.kind(),
        plain.image(),
        plain.command(),
        plain.environment(),
        plain.limits(),
        plain.network(),
        plain.kvmGroup(),
        plain.template(),
        plain.templateWritable(),
        plain.size(),
        labels);
  }

  /** Makes and starts a container, and returns its identifier. */
  public String run(String... command) throws EngineFailure {
    String machine = engine.machines().create(container(command));
    engine.machines().start(machine);
    return machine;
  }

  /** Removes what carries the label: call it after each test, whatever became of it. */
  public void sweep() throws EngineFailure {
    for (Labelled machine : engine.machines().list(labels())) {
      engine.machines().remove(machine.id());
    }
    for (Labelled network : engine.networks().list(labels())) {
      engine.networks().remove(network.id());
    }
    for (Labelled volume : engine.volumes().list(labels())) {
      engine.volumes().remove(volume.id());
    }
  }

  /** Fails when something with the label is still on the engine. */
  public void assertNothingLeft() throws EngineFailure {
    assertThat(engine.machines().list(labels())).as("machines left").isEmpty();
    assertThat(engine.networks().list(labels())).as("networks left").isEmpty();
    assertThat(engine.volumes().list(labels())).as("volumes left").isEmpty();
  }

  @Override
  public void close() throws EngineFailure {
    try {
      sweep();
      assertNothingLeft();
    } finally {
      engine.close();
    }
  }
}
