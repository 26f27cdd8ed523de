package io.sidelab.engine;

import java.util.Map;

/** Something on the engine that we made: its identifier and our labels on it. */
public record Labelled(String id, Map<String, String> labels) {}
