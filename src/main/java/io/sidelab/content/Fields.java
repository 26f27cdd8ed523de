package io.sidelab.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys of one YAML mapping. Asking for a value reports what is wrong with it and answers a
 * stand-in, so that reading goes on to the next fault; {@link #finish} reports keys nobody asked
 * for.
 */
final class Fields {
  /** A text of a list, and where it stands. */
  record Item(String text, Location location) {}

  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Location> places = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Location location;

  Fields(MappingNode mapping, Location location) {
    this.location = location;
    for (NodeTuple tuple : mapping.getValue()) {
      Location place = location.at(lineOf(tuple.getKeyNode()));
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        place.report("a key must be a word");
      } else if (places.putIfAbsent(key.getValue(), place) != null) {
        place.report(
            "the key "
                + Location.quote(key.getValue())
                + " stands here twice, first in line "
                + places.get(key.getValue()).line());
      } else {
        values.put(key.getValue(), tuple.getValueNode());
      }
    }
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** Where the key stands, or the mapping itself where it does not. */
  Location at(String key) {
    return places.getOrDefault(key, location);
  }

  Location location() {
    return location;
  }

  boolean has(String key) {
    known.add(key);
    return values.containsKey(key) && !isEmpty(values.get(key));
  }

  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
  }

  /** A text that must be there, with at most so many characters. */
  String text(String key, int limit) {
    if (!has(key)) {
      at(key).report(key + " is missing");
      return "";
    }
    return scalar(key, values.get(key), limit).orElse("");
  }

  String text(String key, int limit, String fallback) {
    return has(key) ? text(key, limit) : fallback;
  }

  private Optional<String> scalar(String key, Node node, int limit) {
    Location place = at(key).at(lineOf(node));
    if (!(node instanceof ScalarNode scalar)) {
      place.report(key + " must be a text");
      return Optional.empty();
    }
    String text = scalar.getValue().strip();
    if (text.length() > limit) {
      place.report(key + " has " + text.length() + " characters; at most " + limit + " fit");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** A whole number in the range. */
  int number(String key, int from, int to) {
    String text = text(key, 200);
    if (text.isEmpty()) {
      return from;
    }
    int number = text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : Integer.MIN_VALUE;
    if (number < from || number > to) {
      at(key).report(key + " must be a whole number from " + from + " to " + to + wrote(text));
      return from;
    }
    return number;
  }

  int number(String key, int from, int to, int fallback) {
    return has(key) ? number(key, from, to) : fallback;
  }

  /** A number such as 1 or 0.5 in the range. */
  double decimal(String key, double from, double to, double fallback) {
    String text = text(key, 200, String.valueOf(fallback));
    double number = text.matches("\\d{1,6}(\\.\\d{1,6})?") ? Double.parseDouble(text) : -1;
    if (number < from || number > to) {
      at(key)
          .report(key + " must be a number from " + plain(from) + " to " + plain(to) + wrote(text));
      return fallback;
    }
    return number;
  }

  private static String plain(double number) {
    return String.valueOf(number).replaceAll("\\.0$", "");
  }

  /** A size in the range, in bytes. */
  long bytes(String key, long from, long to, long fallback) {
    if (!has(key)) {
      return fallback;
    }
    String text = text(key, 200);
    OptionalLong bytes = Quantities.bytes(text);
    if (bytes.isEmpty()) {
      at(key).report(key + " must be a size such as 256 MiB or 2 GiB" + wrote(text));
    } else if (bytes.getAsLong() < from || bytes.getAsLong() > to) {
      String range = Quantities.size(from) + " to " + Quantities.size(to);
      at(key).report(key + " must be from " + range + wrote(text));
    }
    return bytes.orElse(fallback);
  }

  private static String wrote(String text) {
    return ", not " + Location.quote(text);
  }

  /** One of a few words. */
  <E> E choice(String key, Map<String, E> choices, E fallback) {
    if (!has(key)) {
      return fallback;
    }
    String text = text(key, 200);
    if (!choices.containsKey(text)) {
      String words = String.join(", ", choices.keySet().stream().sorted().toList());
      at(key).report(key + " must be one of " + words + wrote(text));
    }
    return choices.getOrDefault(text, fallback);
  }

  /** True or false; false when the key is absent. */
  boolean trueOrFalse(String key) {
    return choice(key, Map.of("true", true, "false", false), false);
  }

  /** A list of texts; empty when the key is absent. */
  List<Item> texts(String key, int count, int limit) {
    List<Item> items = new ArrayList<>();
    for (Node node : nodes(key, count)) {
      Location place = at(key).at(lineOf(node));
      scalar(key + " item", node, limit).ifPresent(text -> items.add(new Item(text, place)));
    }
    return items;
  }

  /** A list of mappings; empty when the key is absent. */
  List<Fields> mappings(String key, int count) {
    List<Fields> result = new ArrayList<>();
    for (Node node : nodes(key, count)) {
      if (node instanceof MappingNode mapping) {
        result.add(new Fields(mapping, at(key).at(lineOf(node))));
      } else {
        at(key).at(lineOf(node)).report(key + " item must hold keys and values");
      }
    }
    return result;
  }

  private List<Node> nodes(String key, int count) {
    if (!has(key)) {
      return List.of();
    }
    if (!(values.get(key) instanceof SequenceNode list)) {
      at(key).report(key + " must be a list");
      return List.of();
    }
    if (list.getValue().size() > count) {
      at(key).report(key + " has " + list.getValue().size() + " items; at most " + count + " fit");
      return List.of();
    }
    return list.getValue();
  }

  /** A mapping with keys and values; empty when the key is absent. */
  Optional<Fields> mapping(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (values.get(key) instanceof MappingNode mapping) {
      return Optional.of(new Fields(mapping, at(key)));
    }
    at(key).report(key + " must hold keys and values");
    return Optional.empty();
  }

  /** A mapping from names to mappings, in the author's order; empty when the key is absent. */
  Map<String, Fields> named(String key) {
    if (!has(key)) {
      return Map.of();
    }
    if (!(values.get(key) instanceof MappingNode mapping)) {
      at(key).report(key + " must hold names, each with keys and values");
      return Map.of();
    }
    Fields names = new Fields(mapping, at(key));
    Map<String, Fields> result = new LinkedHashMap<>();
    names.values.forEach(
        (name, node) -> {
          if (node instanceof MappingNode value) {
            result.put(name, new Fields(value, names.at(name)));
          } else {
            names.at(name).report(Location.quote(name) + " must hold keys and values");
          }
        });
    return result;
  }

  /** Reports the keys that nobody asked for. Call it last. */
  void finish() {
    for (Map.Entry<String, Location> entry : places.entrySet()) {
      if (!known.contains(entry.getKey())) {
        String words = String.join(", ", known.stream().sorted().toList());
        entry
            .getValue()
            .report("unknown key " + Location.quote(entry.getKey()) + "; known here: " + words);
      }
    }
  }
}
