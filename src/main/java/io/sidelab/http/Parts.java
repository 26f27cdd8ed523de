package io.sidelab.http;

import io.sidelab.content.LabCatalog;
import io.sidelab.image.ImageLibrary;
import io.sidelab.instructor.Instructors;
import io.sidelab.oidc.RelyingParty;
import io.sidelab.proxy.ProxyServer;
import io.sidelab.recording.Recordings;
import io.sidelab.rehearsal.Rehearsals;
import io.sidelab.store.Store;
import io.sidelab.vm.VirtualMachines;
import io.sidelab.workshop.Workshops;
import io.sidelab.workspace.DensityRuns;
import io.sidelab.workspace.Workspaces;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the edge stands in front of. The server uses these and closes none of them.
 *
 * @param provider where an organisation's people sign in, where there is one
 * @param labs the catalogue as it is now; must not block
 * @param evidence measures a workspace
 * @param layers shows the layers of its machines' images
 * @param layerFolders shows what a layer did in a folder
 * @param stacks shows what its machines stand on
 * @param density starts many containers for them, and measures these
 * @param proxy shows ports of its machines
 * @param engine says what the engine is
 */
public record Parts(
    Workspaces workspaces,
    Supplier<LabCatalog> labs,
    ImageLibrary images,
    VirtualMachines machines,
    Store store,
    Instructors instructors,
    Optional<RelyingParty> provider,
    Workshops workshops,
    Rehearsals rehearsals,
    Recordings recordings,
    EvidenceSource evidence,
    EvidenceSource layers,
    LayerSource layerFolders,
    EvidenceSource stacks,
    DensityRuns density,
    ProxyServer proxy,
    EngineProbe engine,
    Clock clock) {}
