package io.sidelab.engine;

/** What a machine is: a container of an image, or a virtual machine that runs inside one. */
public enum MachineKind {
  CONTAINER,
  VM
}
