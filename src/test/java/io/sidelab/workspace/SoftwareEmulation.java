package io.sidelab.workspace;

import io.sidelab.engine.Limits;
import io.sidelab.vm.Accelerator;
import io.sidelab.vm.VirtualMachines;
import java.util.Optional;

/** A host without the processor's virtualisation. */
final class SoftwareEmulation implements VirtualMachines {
  @Override
  public Accelerator accelerator() {
    return new Accelerator(Accelerator.Kind.TCG, "as the test says", Optional.empty());
  }

  @Override
  public Accelerator probe() {
    return accelerator();
  }

  @Override
  public String template(String image, Limits limits) {
    throw new IllegalStateException("no lab of these tests resumes");
  }
}
