package io.sidelab.content;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** YAML text becomes {@link Fields}: no aliases, no deep nesting, no guessing of types. */
final class YamlReader {
  /** Our deepest file has four levels; composing recurses, so the depth must have an end. */
  private static final int DEPTH = 12;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new FailsafeSchema())
          .setMaxAliasesForCollections(0)
          .setUseMarks(true)
          .build();

  private YamlReader() {}

  /** The mapping that the text is; empty with at least one problem when it is not one. */
  static Optional<Fields> read(String text, Location file) {
    try {
      if (!harmless(text, file)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return Optional.of(new Fields(mapping, file.at(1)));
      }
      file.at(1).report("must hold keys and values, such as title: First steps");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      String context = e.getContext() == null ? "" : " " + e.getContext();
      file.at(line).report("is not YAML" + context + ": " + e.getProblem());
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The scanner lets number formats through, as of an escape "\\UFFFFFFFF".
      file.report("is not YAML: " + Location.quote(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  /** Looks at the events first, which needs no recursion and no copies. */
  private static boolean harmless(String text, Location file) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
      if (event instanceof AliasEvent) {
        file.at(line).report("aliases (*name) are not understood; write the value out");
        return false;
      }
      depth += change(event.getEventId());
      if (depth > DEPTH) {
        file.at(line).report("is nested more than " + DEPTH + " levels deep");
        return false;
      }
    }
    return true;
  }

  private static int change(Event.ID id) {
    return switch (id) {
      case MappingStart, SequenceStart -> 1;
      case MappingEnd, SequenceEnd -> -1;
      default -> 0;
    };
  }
}
