package io.sidelab.content;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/** The last layer before a page: keeps the elements and attributes of a lesson, drops the rest. */
final class SafeHtml {
  /** Only so that relative addresses have a scheme to be judged by; it never leaves this class. */
  private static final String BASE = "https://lab.invalid/";

  private static final Pattern PICTURE =
      Pattern.compile("/labs/[a-z0-9-]+/files/" + LabPictures.PATH.pattern());

  private static final Pattern CLASS =
      Pattern.compile("code-block|prediction|language-[A-Za-z0-9+-]{1,20}");

  /** A whole address, a page of this server, or a place on this page. */
  static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(https?://|mailto:)[^\\p{Cntrl}]+|/|/[^/\\\\\\p{Cntrl}][^\\p{Cntrl}]*|#[^\\p{Cntrl}]*");

  private static final Pattern EXTERNAL = Pattern.compile("(?i)https?://.*");

  private static final Set<String> CELLS = Set.of("left", "right", "center");

  private SafeHtml() {}

  static String clean(String html) {
    Document clean = new Cleaner(safelist()).clean(Jsoup.parseBodyFragment(html, BASE));
    clean.outputSettings().prettyPrint(false);
    for (Element element : clean.body().getAllElements()) {
      narrow(element);
    }
    return clean.body().html();
  }

  private static Safelist safelist() {
    return new Safelist()
        .addTags("blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6")
        .addTags("hr", "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead")
        .addTags("tr", "ul")
        .addAttributes("a", "href", "title")
        .addAttributes("code", "class")
        .addAttributes("div", "class", "data-kind", "data-machine", "data-block")
        .addAttributes("div", "data-prediction", "data-unit")
        .addAttributes("h2", "id")
        .addAttributes("h3", "id")
        .addAttributes("h4", "id")
        .addAttributes("h5", "id")
        .addAttributes("h6", "id")
        .addAttributes("img", "src", "alt", "title")
        .addAttributes("ol", "start")
        .addAttributes("td", "align")
        .addAttributes("th", "align")
        .addProtocols("a", "href", "http", "https", "mailto")
        .addProtocols("img", "src", "https")
        .preserveRelativeLinks(true);
  }

  /** What a list of names cannot say: which values are fine. */
  private static void narrow(Element element) {
    if (element.hasAttr("class") && !CLASS.matcher(element.attr("class")).matches()) {
      element.removeAttr("class");
    }
    if (element.hasAttr("id") && !element.attr("id").matches(PageLinks.ID_FORM)) {
      element.removeAttr("id");
    }
    if (element.hasAttr("align") && !CELLS.contains(element.attr("align"))) {
      element.removeAttr("align");
    }
    if (element.normalName().equals("img") && !PICTURE.matcher(element.attr("src")).matches()) {
      element.remove();
    }
    if (element.hasAttr("href") && !ADDRESS.matcher(element.attr("href")).matches()) {
      element.removeAttr("href");
    }
    if (EXTERNAL.matcher(element.attr("href")).matches()) {
      element.attr("target", "_blank").attr("rel", "noopener noreferrer");
    }
  }
}
