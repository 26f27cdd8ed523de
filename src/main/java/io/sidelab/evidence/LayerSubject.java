package io.sidelab.evidence;

import io.sidelab.engine.MachineKind;
import java.util.Optional;

/**
 * A machine whose layers are to be shown.
 *
 * @param image as the lab names it
 * @param engineId the machine on the engine, once it is made
 */
public record LayerSubject(
    String name, String title, MachineKind kind, String image, Optional<String> engineId) {}
