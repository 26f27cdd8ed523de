package io.sidelab.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sidelab.engine.EngineFailure;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what a machine changed on its disk. The engine answers with a list that its learner can
 * make as long as he likes, so it is read piece by piece, and no further than asked.
 */
final class ChangedFiles {
  private static final JsonFactory JSON = new JsonFactory();

  private ChangedFiles() {}

  static long count(EngineSession session, String id, long most) throws IOException, EngineFailure {
    long[] found = new long[1];
    session.read("/containers/" + id + "/changes", body -> found[0] = count(body, most));
    return found[0];
  }

  /** The list is null when nothing was changed; each of its objects is one change. */
  private static long count(InputStream body, long most) throws IOException {
    long found = 0;
    try (JsonParser parser = JSON.createParser(body)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      JsonToken token = parser.nextToken();
      while (token != null && found < most) {
        if (token == JsonToken.START_OBJECT) {
          found++;
        }
        token = parser.nextToken();
      }
    }
    return found;
  }
}
