package io.sidelab.workspace;

import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The terminals of one machine. Used under the lock of its workspace, but for the first one, which
 * any thread may ask for.
 */
final class MachineTerminals {
  private final String firstId;
  private final Map<String, Terminal> further = new LinkedHashMap<>();
  private volatile Optional<Terminal> first;
  private int opening;

  MachineTerminals(Terminal first) {
    this.firstId = first.id();
    this.first = Optional.of(first);
  }

  /** Its name outlives it. */
  String firstId() {
    return firstId;
  }

  /** Empty once the workspace is over. */
  Optional<Terminal> first() {
    return first;
  }

  /** What a new terminal of this machine begins with. */
  TerminalSize size() {
    return first.map(Terminal::size).orElse(TerminalSize.DEFAULT);
  }

  /** A closed terminal still holds its scrollback, which nobody can see any more. */
  void letGo() {
    first = Optional.empty();
    further.clear();
  }

  /** Takes one of the machine's places for terminals, to be released whatever comes of it. */
  boolean reserve(int limit) {
    if (1 + further.size() + opening >= limit) {
      return false;
    }
    opening++;
    return true;
  }

  void release() {
    opening--;
  }

  void add(Terminal one) {
    further.put(one.id(), one);
  }

  Optional<Terminal> remove(String id) {
    return Optional.ofNullable(further.remove(id));
  }

  /** Whether the first or a further one has this name; the first one's counts for ever. */
  boolean owns(String id) {
    return firstId.equals(id) || further.containsKey(id);
  }

  Optional<Terminal> find(String id) {
    return firstId.equals(id) ? first : Optional.ofNullable(further.get(id));
  }

  /** Names of further ones, oldest first. */
  List<String> furtherIds() {
    return List.copyOf(further.keySet());
  }

  List<Terminal> all() {
    List<Terminal> all = new ArrayList<>();
    first.ifPresent(all::add);
    all.addAll(further.values());
    return all;
  }
}
