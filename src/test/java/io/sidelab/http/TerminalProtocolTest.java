package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.CloseReason;
import io.sidelab.terminal.Companion;
import io.sidelab.terminal.Company;
import io.sidelab.terminal.Greeting;
import io.sidelab.terminal.GuestName;
import io.sidelab.terminal.Place;
import io.sidelab.terminal.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the golden messages that the browser's tests read, too. */
class TerminalProtocolTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode golden = golden();

  private static JsonNode golden() {
    try (InputStream file = TerminalProtocolTest.class.getResourceAsStream("/protocol.json")) {
      return JSON.readTree(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  @Test
  void hasTheNameOfTheGoldenFile() {
    assertThat(TerminalProtocol.SUBPROTOCOL).isEqualTo(golden.path("subprotocol").asText());
  }

  @Test
  void readsEveryMessageOfABrowser() throws Exception {
    assertThat(golden.path("fromBrowser")).hasSize(9);
    for (JsonNode entry : golden.path("fromBrowser")) {
      JsonNode message = entry.path("message");
      assertThat(TerminalProtocol.decode(message.toString())).isEqualTo(expected(message));
    }
  }

  private static TerminalMessage expected(JsonNode message) {
    return switch (message.path("type").asText()) {
      case "resize" ->
          new TerminalMessage.Resize(
              new TerminalSize(message.path("cols").asInt(), message.path("rows").asInt()));
      case "ack" -> new TerminalMessage.Acknowledge(message.path("bytes").asLong());
      case "ask" -> new TerminalMessage.Ask();
      case "done" -> new TerminalMessage.Done();
      case "allow" -> new TerminalMessage.Answer(message.path("viewer").asText(), true);
      case "refuse" -> new TerminalMessage.Answer(message.path("viewer").asText(), false);
      default -> new TerminalMessage.Ping();
    };
  }

  @Test
  void passesOverFieldsItDoesNotKnow() throws Exception {
    assertThat(TerminalProtocol.decode("{\"type\":\"ping\",\"at\":[1,{}]}"))
        .isEqualTo(new TerminalMessage.Ping());
  }

  @Test
  void refusesEverythingElse() {
    assertThat(golden.path("refusedFromBrowser")).isNotEmpty();
    for (JsonNode text : golden.path("refusedFromBrowser")) {
      assertThatThrownBy(() -> TerminalProtocol.decode(text.asText()))
          .as(text.asText())
          .isInstanceOf(TerminalProtocol.Violation.class);
    }
  }

  @Test
  void readsOrRefusesWhateverComes() {
    Random random = new Random(42);
    String valid = "{\"type\":\"resize\",\"cols\":80,\"rows\":24}";
    String letters = "{}[]\":,0123456789e-.truefalsnl\\u \u0000\uD83D\uFFFF";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(valid);
      for (int change = random.nextInt(6); change >= 0; change--) {
        int at = random.nextInt(text.length() + 1);
        if (random.nextBoolean() && at < text.length()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, letters.charAt(random.nextInt(letters.length())));
        }
      }
      try {
        assertThat(TerminalProtocol.decode(text.toString())).isNotNull();
      } catch (TerminalProtocol.Violation refused) {
        assertThat(refused).hasMessageNotContaining("\u0000");
      }
    }
  }

  @Test
  void writesEveryMessageOfTheServer() throws Exception {
    assertThat(golden.path("fromServer")).hasSizeGreaterThan(10);
    for (JsonNode entry : golden.path("fromServer")) {
      JsonNode message = entry.path("message");
      assertThat(JSON.readTree(written(message))).isEqualTo(JSON.readTree(message.toString()));
    }
  }

  private static String written(JsonNode message) {
    String text = message.path("message").asText();
    JsonNode code = message.path("code");
    return switch (message.path("type").asText()) {
      case "hello" ->
          TerminalProtocol.hello(
              message.path("terminal").asText(),
              new Greeting(
                  Role.valueOf(upper(message.path("role"))),
                  size(message),
                  message.path("sized").asBoolean(),
                  message.path("replay").asLong(),
                  message.path("skipped").asBoolean(),
                  new Place(message.path("stream").asText(), message.path("position").asLong()),
                  message.path("resumed").asBoolean(),
                  message.path("typed").asLong()));
      case "resize" -> TerminalProtocol.resize(size(message), message.path("replayed").asBoolean());
      case "exit" ->
          TerminalProtocol.exit(
              code.isNull() ? OptionalInt.empty() : OptionalInt.of(code.asInt()), text);
      case "restarted" -> TerminalProtocol.restarted();
      case "pong" -> TerminalProtocol.pong(message.path("typed").asLong());
      case "company" -> TerminalProtocol.company(company(message));
      case "notice" ->
          TerminalProtocol.notice(CloseReason.valueOf(upper(message.path("reason"))), text);
      default -> TerminalProtocol.closed(CloseReason.valueOf(upper(message.path("reason"))), text);
    };
  }

  private static Company company(JsonNode message) {
    List<Companion> others = new ArrayList<>();
    message.path("viewers").forEach(guest -> others.add(companion(guest)));
    JsonNode you = message.path("you");
    return new Company(
        others,
        message.path("more").asInt(),
        message.path("attended").asBoolean(),
        you.path("guest").asBoolean() ? Optional.of(companion(you)) : Optional.empty());
  }

  private static Companion companion(JsonNode guest) {
    return new Companion(
        guest.path("id").asText(),
        new GuestName(guest.path("name").asText()),
        guest.path("types").asBoolean(),
        guest.path("asks").asBoolean());
  }

  private static TerminalSize size(JsonNode message) {
    return new TerminalSize(message.path("cols").asInt(), message.path("rows").asInt());
  }

  private static String upper(JsonNode value) {
    return value.asText().toUpperCase(Locale.ROOT);
  }
}
