package io.sidelab.evidence;

import java.util.List;
import java.util.Optional;

/**
 * One block of a machine's stack with what proves that it is there.
 *
 * @param id the same in every stack that stands on this very block
 * @param kind hardware, machine, kernel, engine, container, hypervisor or program
 * @param summary the figure that tells it from others; empty when it is not known
 * @param meaning what it does there, for the learner
 */
public record StackLayer(
    String id,
    String kind,
    String title,
    Optional<String> summary,
    String meaning,
    List<Reading> readings) {
  static final String HARDWARE = "hardware";
  static final String MACHINE = "machine";
  static final String KERNEL = "kernel";
  static final String ENGINE = "engine";
  static final String CONTAINER = "container";
  static final String HYPERVISOR = "hypervisor";
  static final String PROGRAM = "program";
}
