package io.sidelab.engine;

import java.util.List;
import java.util.Map;

/** Networks of workspaces. */
public interface Networks {
  /**
   * @param name unique on the engine
   * @param subnet IPv4 in CIDR form; {@link FailureReason#SUBNET_TAKEN} when it overlaps another
   * @param internet whether machines on it reach the internet; otherwise they reach one another
   *     only. In both cases they do not reach the host.
   * @return the network's identifier
   */
  String create(String name, String subnet, boolean internet, Map<String, String> labels)
      throws EngineFailure;

  /** Removes it; one that is gone is fine. */
  void remove(String id) throws EngineFailure;

  /** Identifier and labels of every network that carries all these labels. */
  List<Labelled> list(Map<String, String> labels) throws EngineFailure;
}
