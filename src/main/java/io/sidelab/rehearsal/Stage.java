package io.sidelab.rehearsal;

import io.sidelab.engine.Engine;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where rehearsals take place.
 *
 * @param address of this server on this host, once it listens
 * @param serverId that its containers carry
 * @param data its folder, on whose file system disk is looked at where the engine's is not seen
 */
public record Stage(Supplier<URI> address, Engine engine, String serverId, Path data) {}
