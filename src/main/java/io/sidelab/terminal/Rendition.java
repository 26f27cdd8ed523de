package io.sidelab.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How characters look from here on, as the control sequence SGR of ECMA-48 sets it: colours, bold
 * and so on. Not safe for threads.
 */
final class Rendition {
  /** What a parameter switches off, keyed by the parameter; its slot is the smallest of them. */
  private static int slot(int parameter) {
    return switch (parameter) {
      case 1, 2, 22 -> 1;
      case 3, 23 -> 3;
      case 4, 21, 24 -> 4;
      case 5, 6, 25 -> 5;
      case 7, 27 -> 7;
      case 8, 28 -> 8;
      case 9, 29 -> 9;
      case 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 90, 91, 92, 93, 94, 95, 96, 97 -> 30;
      case 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 100, 101, 102, 103, 104, 105, 106, 107 -> 40;
      case 53, 55 -> 53;
      case 58, 59 -> 58;
      default -> -1;
    };
  }

  private static final List<Integer> OFF = List.of(22, 23, 24, 25, 27, 28, 29, 39, 49, 55, 59);

  /** Colours may follow these as further parameters: 5 and an index, or 2 and three parts. */
  private static final List<Integer> WITH_COLOUR = List.of(38, 48, 58);

  /** What is switched on, by slot; bold and faint may both be. */
  private final TreeMap<Integer, String> on = new TreeMap<>();

  Rendition() {}

  Rendition(Rendition other) {
    on.putAll(other.on);
  }

  void reset() {
    on.clear();
  }

  /**
   * @param parameters between the introducer and the final letter
   */
  void see(String parameters) {
    String[] list = parameters.split(";", -1);
    for (int at = 0; at < list.length; ) {
      int count = 1;
      int first = number(list[at]);
      if (WITH_COLOUR.contains(first) && !list[at].contains(":")) {
        count = colourLength(list, at);
      }
      set(first, String.join(";", Arrays.copyOfRange(list, at, at + count)));
      at += count;
    }
  }

  private static int colourLength(String[] list, int at) {
    int kind = at + 1 < list.length ? number(list[at + 1]) : -1;
    int wanted = kind == 5 ? 3 : kind == 2 ? 5 : 1;
    return Math.min(wanted, list.length - at);
  }

  private void set(int first, String whole) {
    int slot = slot(first);
    if (first == 0) {
      on.clear();
    } else if (slot > 0 && (OFF.contains(first) || whole.equals("4:0"))) {
      on.remove(slot);
    } else if (slot > 0) {
      boolean joins = slot == 1 && on.containsKey(1) && !on.get(1).contains(whole);
      on.put(slot, joins ? on.get(1) + ";" + whole : whole);
    }
  }

  private static int number(String parameter) {
    String first = parameter.split(":", -1)[0];
    if (first.isEmpty()) {
      return 0;
    }
    return first.matches("\\d{1,3}") ? Integer.parseInt(first) : -1;
  }

  /** The parameters that make a fresh screen's characters look so; empty when they do already. */
  String parameters() {
    return on.values().stream().collect(Collectors.joining(";"));
  }
}
