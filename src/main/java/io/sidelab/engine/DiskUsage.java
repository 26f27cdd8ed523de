package io.sidelab.engine;

/**
 * @param writtenBytes what the machine wrote on top of its image
 * @param imageBytes the image below it, shared by all machines of that image
 */
public record DiskUsage(long writtenBytes, long imageBytes) {}
