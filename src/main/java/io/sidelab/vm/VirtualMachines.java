package io.sidelab.vm;

import io.sidelab.engine.EngineFailure;
import io.sidelab.engine.Limits;

/** Settings and templates for machines that are VMs. Safe for use by any thread. */
public interface VirtualMachines {
  /** What is known now; never blocks. */
  Accelerator accelerator();

  /** Finds out, at most once per boot of the host; takes up to half a minute. */
  Accelerator probe() throws EngineFailure;

  /**
   * Name of the volume with a memory template for such a VM, made now if there is none: that takes
   * as long as the VM boots and settles.
   */
  String template(String image, Limits limits) throws EngineFailure;
}
