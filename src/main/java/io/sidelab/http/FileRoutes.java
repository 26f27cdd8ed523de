package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.workspace.FilePiece;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.Workspaces;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The API of the files in a workspace's machines. */
final class FileRoutes {
  /** Longer than any path that people make, shorter than what Linux takes (4096). */
  private static final int LONGEST_PATH = 1024;

  private static final Pattern UPLOAD = Pattern.compile("[a-z0-9]{8,32}");
  private static final Pattern EXPECTED =
      Pattern.compile("(" + FilePiece.ABSENT + "|[0-9a-f]{64})?");

  private final Gate gate;
  private final Json json;
  private final Workspaces workspaces;

  FileRoutes(Gate gate, Json json, Parts parts) {
    this.gate = gate;
    this.json = json;
    this.workspaces = parts.workspaces();
  }

  void add(RoutesConfig routes) {
    String files = "/api/workspaces/{id}/machines/{machine}/files";
    routes.get(files, this::list);
    routes.post(files, this::write);
    routes.get(files + "/content", this::read);
  }

  private void list(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    String path = path(ctx.queryParam("path"));
    gate.admitEngineWork(learner);
    ctx.json(workspaces.files(learner.id(), ctx.pathParam("id"), ctx.pathParam("machine"), path));
  }

  /** Whatever it is, the browser is to save it and never to show it as a page of ours. */
  private void read(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    String path = path(ctx.queryParam("path"));
    gate.admitEngineWork(learner);
    byte[] content =
        workspaces.readFile(learner.id(), ctx.pathParam("id"), ctx.pathParam("machine"), path);
    String name = path.substring(path.lastIndexOf('/') + 1);
    ctx.header(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    ctx.header("ETag", '"' + digest(content) + '"');
    ctx.contentType("application/octet-stream").result(content);
  }

  private record Piece(
      String path, String upload, long offset, String content, boolean last, String expected) {}

  private void write(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    Piece body = json.read(ctx, Piece.class);
    if (!UPLOAD.matcher(body.upload()).matches() || body.offset() < 0) {
      throw new Refusal(
          400, "bad_field", "Name the upload by 8 to 32 of a-z and 0-9; offsets begin at 0.");
    }
    if (!EXPECTED.matcher(body.expected()).matches()) {
      throw new Refusal(
          400,
          "bad_field",
          "Expect a SHA-256 in hexadecimal, " + FilePiece.ABSENT + " or nothing.");
    }
    FilePiece piece =
        new FilePiece(
            path(body.path()),
            body.upload(),
            body.offset(),
            bytes(body.content()),
            body.last(),
            Optional.of(body.expected()).filter(expected -> !expected.isEmpty()));
    gate.admitEngineWork(learner);
    workspaces.writeFile(learner.id(), ctx.pathParam("id"), ctx.pathParam("machine"), piece);
    ctx.status(204);
  }

  private static byte[] bytes(String base64) throws Refusal {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException broken) {
      throw new Refusal(400, "bad_field", "Send the content in base64.");
    }
  }

  private static String path(String path) throws Refusal {
    boolean good =
        path != null
            && path.startsWith("/")
            && path.length() <= LONGEST_PATH
            && path.chars().noneMatch(Character::isISOControl);
    if (!good) {
      throw new Refusal(
          400,
          "bad_field",
          "Name the path in the machine from its root on, such as /root/notes, in at most "
              + LONGEST_PATH
              + " characters.");
    }
    return path;
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
