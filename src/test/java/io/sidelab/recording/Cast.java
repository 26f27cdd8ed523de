package io.sidelab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recording as a test reads it: every line held against the rules of asciicast v2. */
public record Cast(JsonNode header, List<Event> events) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A line below the header. */
  public record Event(double time, String kind, String data) {}

  public static Cast read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  public static Cast parse(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).as("valid UTF-8").isEqualTo(bytes);
    assertThat(text).endsWith("\n");
    List<String> lines = List.of(text.split("\n"));
    JsonNode header = JSON.readTree(lines.get(0));
    assertThat(header.get("version").intValue()).isEqualTo(2);
    assertThat(header.get("width").isInt() && header.get("height").isInt()).isTrue();
    assertThat(header.get("timestamp").isIntegralNumber()).isTrue();
    List<Event> events = new ArrayList<>();
    double last = 0;
    for (String line : lines.subList(1, lines.size())) {
      JsonNode event = JSON.readTree(line);
      assertThat(event.isArray() && event.size() == 3).as(line).isTrue();
      assertThat(event.get(0).isNumber() && event.get(2).isTextual()).as(line).isTrue();
      assertThat(event.get(1).asText()).as(line).isIn("o", "r", "m");
      assertThat(event.get(0).asDouble()).as("time goes on").isGreaterThanOrEqualTo(last);
      last = event.get(0).asDouble();
      events.add(new Event(last, event.get(1).asText(), event.get(2).asText()));
    }
    return new Cast(header, events);
  }

  /** Everything printed. */
  public String output() {
    return String.join("", data("o"));
  }

  public List<String> data(String kind) {
    return events.stream().filter(one -> one.kind().equals(kind)).map(Event::data).toList();
  }
}
