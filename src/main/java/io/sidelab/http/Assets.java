package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Scripts, styles, fonts and icons from the class path. Kept in memory once read: there are as many
 * as the build made, together a few megabytes.
 */
final class Assets {
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9_-]+/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.(?<end>[a-z0-9]+)");

  /** Names that carry a hash of the content never mean anything else. */
  private static final Pattern HASHED = Pattern.compile(".*-[A-Z0-9]{8}\\.[a-z0-9]+");

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "map", "application/json",
          "txt", "text/plain; charset=utf-8");

  private record Asset(byte[] content, String tag, String type) {}

  private final Map<String, Asset> known = new ConcurrentHashMap<>();

  void add(RoutesConfig routes) {
    routes.get("/assets/<path>", ctx -> serve(ctx, ctx.pathParam("path")));
    routes.get("/favicon.ico", ctx -> serve(ctx, "favicon.svg"));
  }

  private void serve(Context ctx, String name) throws Refusal, IOException {
    Asset asset = find(name);
    ctx.header("ETag", asset.tag());
    ctx.header("Vary", "Accept-Encoding");
    ctx.header(
        "Cache-Control",
        HASHED.matcher(name).matches() ? "public, max-age=31536000, immutable" : "no-cache");
    String held = ctx.header("If-None-Match");
    if (held != null && held.contains(asset.tag())) {
      ctx.status(304);
      return;
    }
    ctx.contentType(asset.type()).result(asset.content());
  }

  private Asset find(String name) throws Refusal, IOException {
    Asset asset = known.get(name);
    if (asset == null) {
      asset = read(name);
      known.put(name, asset);
    }
    return asset;
  }

  private static Asset read(String name) throws Refusal, IOException {
    var matcher = NAME.matcher(name);
    String type = matcher.matches() ? TYPES.get(matcher.group("end")) : null;
    if (type == null) {
      throw Refusal.notFound("There is no such file.");
    }
    try (InputStream content = Assets.class.getResourceAsStream("/assets/" + name)) {
      if (content == null) {
        throw Refusal.notFound("There is no such file.");
      }
      byte[] bytes = content.readAllBytes();
      return new Asset(bytes, tag(bytes), type);
    }
  }

  /** Weak, because the same content may be sent compressed or not. */
  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
