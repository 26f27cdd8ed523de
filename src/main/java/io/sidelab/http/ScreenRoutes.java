package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.engine.TerminalSize;
import io.sidelab.terminal.Piece;
import io.sidelab.terminal.Place;
import io.sidelab.terminal.Terminal;
import io.sidelab.workshop.WorkshopFailure;
import io.sidelab.workshop.Workshops;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is new on the terminals of a class, for the small pictures of them that its instructor sees.
 * Terminals that are none of this class's learners are not mentioned, whether there are any or not.
 */
final class ScreenRoutes {
  /** Two terminals of each of forty learners. */
  private static final int MOST_TERMINALS = 80;

  /** Some screens full of colours; who is further behind gets the end. */
  private static final int MOST_BYTES = 16 * 1024;

  private static final Pattern POSITION = Pattern.compile("([A-Za-z0-9_-]{8,64}):(\\d{1,18})");

  private final SignIns signIns;
  private final Json json;
  private final Workshops workshops;

  ScreenRoutes(SignIns signIns, Json json, Parts parts) {
    this.signIns = signIns;
    this.json = json;
    this.workshops = parts.workshops();
  }

  void add(RoutesConfig routes) {
    routes.post("/api/workshops/{id}/screens", this::look);
  }

  /**
   * @param terminals position up to which each is known, as the last answer told it; empty for none
   */
  private record Wanted(Map<String, String> terminals) {}

  /**
   * @param position to ask from the next time
   * @param bytes Base64 of the output
   * @param reset whether a screen begins anew with them
   */
  private record Screen(String position, String bytes, boolean reset, int cols, int rows) {
    static Screen of(Piece piece) {
      TerminalSize size = piece.size();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(piece.modes());
      bytes.writeBytes(piece.bytes());
      return new Screen(
          piece.end().stream() + ":" + piece.end().offset(),
          Base64.getEncoder().encodeToString(bytes.toByteArray()),
          piece.fresh(),
          size.columns(),
          size.rows());
    }
  }

  private record Screens(Map<String, Screen> terminals) {}

  private void look(Context ctx) throws Refusal, WorkshopFailure {
    String instructor = signIns.require(ctx).id();
    Map<String, String> wanted = json.read(ctx, Wanted.class).terminals();
    if (wanted.size() > MOST_TERMINALS) {
      throw new Refusal(
          400, "bad_field", "Ask for at most " + MOST_TERMINALS + " terminals at a time.");
    }
    Map<String, Terminal> theirs = workshops.tower().terminals(instructor, ctx.pathParam("id"));
    Map<String, Screen> changed = new LinkedHashMap<>();
    wanted.forEach(
        (id, position) -> {
          Terminal terminal = theirs.get(id);
          Piece piece = terminal == null ? null : terminal.since(place(position), MOST_BYTES);
          if (piece != null && !piece.isEmpty()) {
            changed.put(id, Screen.of(piece));
          }
        });
    ctx.json(new Screens(changed));
  }

  /** What is malformed counts as not said. */
  private static Optional<Place> place(String position) {
    return Optional.ofNullable(position)
        .map(POSITION::matcher)
        .filter(Matcher::matches)
        .map(parts -> new Place(parts.group(1), Long.parseLong(parts.group(2))));
  }
}
