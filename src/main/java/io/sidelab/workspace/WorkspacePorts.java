package io.sidelab.workspace;

import io.sidelab.engine.Engine;
import io.sidelab.image.ImageLibrary;
import io.sidelab.recording.Recordings;
import io.sidelab.store.Store;
import io.sidelab.terminal.Terminals;
import io.sidelab.vm.VirtualMachines;

/** What workspaces are built on. They close none of it. */
public record WorkspacePorts(
    Engine engine,
    ImageLibrary images,
    VirtualMachines virtualMachines,
    Terminals terminals,
    Store store,
    Recordings recordings) {}
