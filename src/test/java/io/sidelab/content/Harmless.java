package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Looks at HTML as a browser would and fails when anything in it could act. */
final class Harmless {
  private static final Set<String> ELEMENTS =
      Set.of(
          "a",
          "blockquote",
          "br",
          "code",
          "del",
          "div",
          "em",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "img",
          "li",
          "ol",
          "p",
          "pre",
          "strong",
          "table",
          "tbody",
          "td",
          "th",
          "thead",
          "tr",
          "ul");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "align",
          "alt",
          "class",
          "data-block",
          "data-kind",
          "data-machine",
          "data-prediction",
          "data-unit",
          "href",
          "id",
          "rel",
          "src",
          "start",
          "target",
          "title");

  private Harmless() {}

  static void check(String html, String from) {
    Document page = Jsoup.parseBodyFragment(html, "https://lab.example/");
    assertThat(page.head().childNodes()).as(from).isEmpty();
    for (Element element : page.body().children().select("*")) {
      assertThat(ELEMENTS).as(from).contains(element.normalName());
      for (Attribute attribute : element.attributes()) {
        assertThat(ATTRIBUTES).as(from).contains(attribute.getKey());
      }
      checkAddress(element.attr("href"), from);
      if (element.normalName().equals("img")) {
        assertThat(element.attr("src"))
            .as(from)
            .matches("/labs/[a-z0-9-]+/files/[^.].*")
            .doesNotContain("..");
      }
    }
    page.body()
        .traverse(
            (Node node, int depth) -> assertThat(node).as(from).isNotInstanceOf(Comment.class));
  }

  /** As browsers read an address: control characters and blanks do not count. */
  private static void checkAddress(String address, String from) {
    String bare = address.replaceAll("[\\p{Cntrl}\\s]", "").toLowerCase(Locale.ROOT);
    assertThat(bare).as(from).matches("|(https?://|mailto:).*|#.*|/([^/\\\\].*)?");
    assertThat(bare)
        .as(from)
        .doesNotStartWith("javascript:")
        .doesNotStartWith("data:")
        .doesNotStartWith("vbscript:");
  }
}
