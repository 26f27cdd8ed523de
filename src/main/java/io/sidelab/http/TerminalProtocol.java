package io.sidelab.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.CloseReason;
import io.sidelab.terminal.Companion;
import io.sidelab.terminal.Company;
import io.sidelab.terminal.Greeting;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The text messages of {@value #SUBPROTOCOL}; binary messages are raw bytes both ways. Every
 * message of both directions stands in {@code src/test/resources/protocol.json}, which the tests of
 * this class and of the browser's side read.
 */
final class TerminalProtocol {
  static final String SUBPROTOCOL = "sidelab.terminal.v1";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private static final Pattern VIEWER = Pattern.compile("\\d{1,18}");

  /** More than any screen takes between two acknowledgements. */
  private static final long MOST_ACKNOWLEDGED = 1L << 40;

  /** What a browser sent that is not in the protocol; the message is for its developer. */
  static final class Violation extends Exception {
    private static final long serialVersionUID = 1L;

    Violation(String message) {
      super(message);
    }
  }

  private TerminalProtocol() {}

  /** Unknown fields are passed over, so that the protocol can grow; unknown types are not. */
  static TerminalMessage decode(String text) throws Violation {
    JsonNode message = parse(text);
    String type = message.path("type").asText();
    return switch (type) {
      case "resize" -> resize(message);
      case "ack" -> new TerminalMessage.Acknowledge(integer(message, "bytes", MOST_ACKNOWLEDGED));
      case "ping" -> new TerminalMessage.Ping();
      case "ask" -> new TerminalMessage.Ask();
      case "done" -> new TerminalMessage.Done();
      case "allow", "refuse" -> new TerminalMessage.Answer(viewer(message), type.equals("allow"));
      default -> throw new Violation("unknown message type");
    };
  }

  private static String viewer(JsonNode message) throws Violation {
    String viewer = message.path("viewer").textValue();
    if (viewer == null || !VIEWER.matcher(viewer).matches()) {
      throw new Violation("viewer is none of a company");
    }
    return viewer;
  }

  private static JsonNode parse(String text) throws Violation {
    try {
      JsonNode message = JSON.readTree(text);
      if (!message.isObject() || !message.path("type").isTextual()) {
        throw new Violation("not an object with a type");
      }
      return message;
    } catch (JsonProcessingException malformed) {
      throw new Violation("not JSON");
    }
  }

  private static TerminalMessage resize(JsonNode message) throws Violation {
    int columns = (int) integer(message, "cols", TerminalSize.LARGEST);
    int rows = (int) integer(message, "rows", TerminalSize.LARGEST);
    return new TerminalMessage.Resize(new TerminalSize(columns, rows));
  }

  private static long integer(JsonNode message, String field, long most) throws Violation {
    JsonNode value = message.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new Violation(field + " is not a whole number");
    }
    if (value.longValue() < 1 || value.longValue() > most) {
      throw new Violation(field + " is not from 1 to " + most);
    }
    return value.longValue();
  }

  static String hello(String terminalId, Greeting greeting) {
    return sized("hello", greeting.size())
        .put("terminal", terminalId)
        .put("role", greeting.role().name().toLowerCase(Locale.ROOT))
        .put("sized", greeting.sized())
        .put("replay", greeting.replayBytes())
        .put("skipped", greeting.skipped())
        .put("stream", greeting.place().stream())
        .put("position", greeting.place().offset())
        .put("resumed", greeting.resumed())
        .put("typed", greeting.typed())
        .toString();
  }

  static String resize(TerminalSize size, boolean replayed) {
    return sized("resize", size).put("replayed", replayed).toString();
  }

  static String exit(OptionalInt code, String message) {
    ObjectNode exit = typed("exit");
    if (code.isPresent()) {
      exit.put("code", code.getAsInt());
    } else {
      exit.putNull("code");
    }
    return exit.put("message", message).toString();
  }

  static String restarted() {
    return typed("restarted").toString();
  }

  static String pong(long typed) {
    return typed("pong").put("typed", typed).toString();
  }

  static String company(Company company) {
    ObjectNode message = typed("company");
    ArrayNode viewers = message.putArray("viewers");
    company.others().forEach(guest -> put(viewers.addObject(), guest).put("id", guest.id()));
    message.put("more", company.more()).put("attended", company.attended());
    ObjectNode you = message.putObject("you").put("guest", company.self().isPresent());
    company.self().ifPresent(self -> put(you, self));
    return message.toString();
  }

  private static ObjectNode put(ObjectNode node, Companion guest) {
    return node.put("name", guest.name().text())
        .put("types", guest.types())
        .put("asks", guest.asks());
  }

  static String notice(CloseReason reason, String message) {
    return reasoned("notice", reason, message);
  }

  static String closed(CloseReason reason, String message) {
    return reasoned("closed", reason, message);
  }

  private static String reasoned(String type, CloseReason reason, String message) {
    return typed(type)
        .put("reason", reason.name().toLowerCase(Locale.ROOT))
        .put("message", message)
        .toString();
  }

  private static ObjectNode sized(String type, TerminalSize size) {
    return typed(type).put("cols", size.columns()).put("rows", size.rows());
  }

  private static ObjectNode typed(String type) {
    return JSON.createObjectNode().put("type", type);
  }
}
