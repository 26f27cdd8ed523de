package io.sidelab.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What is in a recording already, so that it can be gone on with. Stops at the first line that is
 * not whole.
 *
 * @param micros of the last event
 * @param whole whether the text is all output there is
 * @param text the last output, as much as a {@link Seam} needs
 * @param last the last event's data if it is a mark, else empty
 * @param bytes of whole lines
 */
record CastScan(Instant started, long micros, boolean whole, String text, String last, long bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  /**
   * @throws IOException when it cannot be read or has no header
   */
  static CastScan of(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] header = line(in);
      if (header.length == 0) {
        throw new IOException("no header in " + file);
      }
      Instant started = Instant.ofEpochSecond(JSON.readTree(header).path("timestamp").asLong());
      long micros = 0;
      boolean whole = true;
      long bytes = header.length;
      String last = "";
      StringBuilder text = new StringBuilder();
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        JsonNode event = JSON.readTree(line);
        String data = event.path(2).asText();
        boolean output = event.path(1).asText().equals("o");
        micros = event.path(0).decimalValue().multiply(MICROS).longValue();
        last = event.path(1).asText().equals("m") ? data : "";
        bytes += line.length;
        if (output) {
          text.append(data);
          whole &= text.length() <= Seam.COMPARED;
          text.delete(0, Math.max(0, text.length() - Seam.COMPARED));
        }
      }
      return new CastScan(started, micros, whole, text.toString(), last, bytes);
    }
  }

  /** A line with its end; empty at the end of the file, a cut line included. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      line.write(next);
      if (next == '\n') {
        return line.toByteArray();
      }
    }
    return new byte[0];
  }
}
