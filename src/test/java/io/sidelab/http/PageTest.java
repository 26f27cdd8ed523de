package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.workspace.WorkspaceState;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PageTest {
  private static HttpResponse<String> page(Visitor visitor, String path) throws Exception {
    HttpResponse<String> response = visitor.get(path, "Accept", "text/html");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("").toLowerCase())
        .isEqualTo("text/html;charset=utf-8");
    return response;
  }

  @Test
  void theCatalogueShowsLabsAndWhatGoesOn() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      assertThat(page(visitor, "/").body()).contains("One kernel &amp; more");
      visitor.startLab();
      assertThat(page(visitor, "/").body()).contains("/workspaces/w1");
      assertThat(page(site.visitor(), "/").body()).doesNotContain("/workspaces/w1");
    }
  }

  @Test
  void aLabHasItsOwnPage() throws Exception {
    try (Site site = new Site()) {
      assertThat(page(site.visitor(), "/labs/one-kernel").body())
          .contains("One kernel &amp; more")
          .contains("Tell kernels apart")
          .contains("Look &lt;around&gt;");
      assertThat(site.visitor().get("/labs/none", "Accept", "text/html").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void aWorkspaceShowsStepsButNoAnswers() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      String id = visitor.startLab();
      String body = page(visitor, "/workspaces/" + id).body();
      assertThat(body)
          .contains("<p>Hello <em>you</em>.</p>")
          .contains("Look &lt;around&gt;")
          .contains("<p>Which?</p>")
          .doesNotContain("Because.");
    }
  }

  @Test
  void nothingInAWorkspaceLeavesItsScriptElement() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      String id = visitor.startLab();
      String evil = "</script><script>alert('1')</script><!-- & \u2028 \"";
      site.workspaces.change(id, view -> PaperWorkspaces.in(view, WorkspaceState.READY, evil));
      String body = page(visitor, "/workspaces/" + id).body();
      assertThat(body).doesNotContain("alert('1')").doesNotContain("<script>alert");
      assertThat(body).contains("\\u003C/script\\u003E");
      assertThat(Visitor.json(visitor.get("/api/workspaces/" + id)).get("message").asText())
          .isEqualTo(evil);
    }
  }

  @Test
  void picturesOfALabAreServedAndNothingElseOfIt(@TempDir Path folder) throws Exception {
    Files.write(Files.createDirectories(folder.resolve("img")).resolve("a.png"), new byte[] {1, 2});
    Files.writeString(folder.resolve("lab.yaml"), "title: secret");
    try (Site site = new Site(Site.settings(), folder)) {
      Visitor visitor = site.visitor();
      HttpResponse<String> picture = visitor.get("/labs/one-kernel/files/img/a.png");
      assertThat(picture.statusCode()).isEqualTo(200);
      assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
      for (String path :
          new String[] {
            "lab.yaml", "img/b.png", "../../etc/passwd", "..%2flab.yaml", "%2e%2e/lab.yaml", "img"
          }) {
        assertThat(
                RawRequest.status(
                    RawRequest.getAs(
                        site.server.port(), "localhost", "/labs/one-kernel/files/" + path)))
            .as(path)
            .isIn(400, 404);
      }
    }
  }

  @Test
  void assetsHaveATagAndAreSentOnce() throws Exception {
    try (Site site = new Site()) {
      Visitor visitor = site.visitor();
      HttpResponse<String> asset = visitor.get("/assets/test.css");
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(asset.headers().firstValue("Content-Type").orElse("")).startsWith("text/css");
      assertThat(asset.headers().allValues("Cache-Control")).containsExactly("no-cache");
      assertThat(asset.headers().firstValue("Set-Cookie")).isEmpty();
      String tag = asset.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = visitor.get("/assets/test.css", "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(visitor.get("/assets/chunk-AB12CD34.js").headers().firstValue("Cache-Control"))
          .hasValue("public, max-age=31536000, immutable");
      assertThat(visitor.get("/assets/none.js").statusCode()).isEqualTo(404);
      assertThat(visitor.get("/assets/../templates/layout.html").statusCode()).isIn(400, 404);
    }
  }
}
