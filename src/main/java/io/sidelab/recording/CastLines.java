package io.sidelab.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sidelab.engine.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Lines of asciicast v2, as asciinema's own documentation has them: a header, then events of time,
 * kind and data. Each line ends in a line feed and holds no other.
 */
final class CastLines {
  /** Players show longer pauses as this long, unless they are told otherwise. */
  static final double IDLE_SECONDS = 2;

  private static final int MICROS_DIGITS = 6;
  private static final JsonFactory JSON = new JsonFactory();

  private CastLines() {}

  private interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static byte[] header(TerminalSize size, Instant started, String title) {
    return line(
        json -> {
          json.writeStartObject();
          json.writeNumberField("version", 2);
          json.writeNumberField("width", size.columns());
          json.writeNumberField("height", size.rows());
          json.writeNumberField("timestamp", started.getEpochSecond());
          json.writeNumberField("idle_time_limit", IDLE_SECONDS);
          json.writeStringField("title", plain(title));
          json.writeObjectFieldStart("env");
          json.writeStringField("TERM", "xterm-256color");
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static byte[] output(long micros, String text) {
    return event(micros, "o", text);
  }

  static byte[] resize(long micros, TerminalSize size) {
    return event(micros, "r", size.columns() + "x" + size.rows());
  }

  static byte[] mark(long micros, String label) {
    return event(micros, "m", plain(label));
  }

  private static byte[] event(long micros, String kind, String data) {
    return line(
        json -> {
          json.writeStartArray();
          json.writeNumber(BigDecimal.valueOf(micros, MICROS_DIGITS));
          json.writeString(kind);
          json.writeString(data);
          json.writeEndArray();
        });
  }

  /** Titles come from authors, and players print them to terminals. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static byte[] line(Content content) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      content.writeTo(json);
      json.writeRaw('\n');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // Memory does not fail.
    }
    return line.toByteArray();
  }
}
