package io.sidelab.engine;

/**
 * What a machine has of its own on top of its image.
 *
 * @param machineId identifier on the engine
 * @param imageId content address of the image below, whatever its names mean by now
 * @param bytes what it wrote there; tmpfs and volumes do not count
 */
public record WritableLayer(String machineId, String imageId, long bytes) {}
