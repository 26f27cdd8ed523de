package io.sidelab.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One build of an image.
 *
 * @param context the folder that is sent to the engine; its Dockerfile is at the top of it
 * @param dockerfile relative to the context
 * @param target the stage to build, or the last one
 * @param names given to the result
 * @param labels put on the result
 * @param arguments build arguments
 * @param network for the build's RUN steps, such as {@code host}, or the engine's default
 */
public record ImageBuild(
    Path context,
    String dockerfile,
    Optional<String> target,
    List<String> names,
    Map<String, String> labels,
    Map<String, String> arguments,
    Optional<String> network) {}
