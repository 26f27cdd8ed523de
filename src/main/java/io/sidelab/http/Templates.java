package io.sidelab.http;

import io.javalin.http.Context;
import io.sidelab.recording.RecordedWorkspace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The pages: Thymeleaf templates from the class path, each with the record it shows. */
final class Templates {
  private static final Locale LOCALE = Locale.ENGLISH;

  private final TemplateEngine engine;

  Templates() {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(true);
    this.engine = new TemplateEngine();
    engine.setTemplateResolver(resolver);
  }

  /**
   * @param instructor the name of who is signed in, else empty
   */
  void catalog(Context ctx, CatalogPage page, String instructor) {
    show(ctx, "catalog", Map.of("page", page, "instructor", instructor));
  }

  void lab(Context ctx, LabCard lab, HostCard host) {
    show(ctx, "lab", Map.of("page", lab, "host", host));
  }

  void workspace(Context ctx, WorkspacePage page) {
    show(ctx, "workspace", Map.of("page", page));
  }

  void recordings(Context ctx, List<RecordedWorkspace> recorded, HostCard host, String kept) {
    show(ctx, "recordings", Map.of("page", recorded, "host", host, "kept", kept));
  }

  void recording(Context ctx, RecordingPage page) {
    show(ctx, "recording", Map.of("page", page));
  }

  void networkCheck(Context ctx) {
    show(ctx, "network-check", Map.of());
  }

  void watch(Context ctx, String terminalId) {
    show(ctx, "watch", Map.of("terminal", terminalId));
  }

  void message(Context ctx, MessagePage page) {
    show(ctx, "message", Map.of("page", page));
  }

  /**
   * Shows a page that is no record's.
   *
   * @param variables what its template knows by name
   */
  void show(Context ctx, String template, Map<String, Object> variables) {
    String html = engine.process(template, new org.thymeleaf.context.Context(LOCALE, variables));
    ctx.contentType("text/html; charset=utf-8").result(html.getBytes(StandardCharsets.UTF_8));
  }
}
