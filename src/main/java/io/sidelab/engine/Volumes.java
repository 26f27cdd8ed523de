package io.sidelab.engine;

import java.util.List;
import java.util.Map;

/** Volumes: where memory templates of VMs are kept. */
public interface Volumes {
  /** Makes it, or does nothing when it exists. */
  void create(String name, Map<String, String> labels) throws EngineFailure;

  /** Removes it; one that is gone is fine. */
  void remove(String name) throws EngineFailure;

  List<Labelled> list(Map<String, String> labels) throws EngineFailure;
}
