package io.sidelab.http;

import java.util.HashMap;
import java.util.Map;

/** How many sockets of network checks are open, by address. */
final class NetworkCheckPlaces {
  private final int perAddress;
  private final int total;
  private final Map<String, Integer> held = new HashMap<>();
  private int open;

  NetworkCheckPlaces(NetworkCheckSettings settings) {
    this.perAddress = settings.perAddress();
    this.total = settings.total();
  }

  synchronized boolean free(String address) {
    return open < total && held.getOrDefault(address, 0) < perAddress;
  }

  synchronized boolean take(String address) {
    if (!free(address)) {
      return false;
    }
    held.merge(address, 1, Integer::sum);
    open++;
    return true;
  }

  synchronized void giveBack(String address) {
    held.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    open--;
  }

  synchronized int open() {
    return open;
  }
}
