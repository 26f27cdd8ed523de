package io.sidelab.content;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * What a page points at: gives its headings names, turns picture paths into addresses, and reports
 * links that would lead nowhere and HTML that would be shown as text.
 */
final class PageLinks extends AbstractVisitor {
  /** Names of headings: the step's number keeps them apart from each other and from the page's. */
  static final String ID_FORM = "step-\\d{1,2}-[a-z0-9-]{1,60}";

  private final String lab;
  private final String prefix;
  private final SafeFolder folder;
  private final Location page;
  private final Map<Node, String> ids = new IdentityHashMap<>();

  /** In the page's order; nodes are equal to themselves alone. */
  private final Map<Link, String> anchors = new LinkedHashMap<>();

  /**
   * @param page where the text of the tree begins
   */
  PageLinks(String lab, int step, SafeFolder folder, Location page) {
    this.lab = lab;
    this.prefix = "step-" + step + "-";
    this.folder = folder;
    this.page = page;
  }

  /** Names of the headings. */
  Map<Node, String> ids() {
    return ids;
  }

  /** Looks through the whole tree. */
  void read(Node tree) {
    tree.accept(this);
    anchors.forEach(
        (link, anchor) -> {
          if (ids.containsValue(anchor)) {
            link.setDestination("#" + anchor);
          } else {
            Lines.of(link, page)
                .report(
                    "no heading of this step is named " + Location.quote(link.getDestination()));
          }
        });
  }

  @Override
  public void visit(Heading heading) {
    if (heading.getLevel() == 1) {
      Lines.of(heading, page).report("a step has one # heading, its title; use ## inside");
    }
    String words = PlainText.of(heading).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String name = words.replaceAll("^-|-$", "");
    String id = prefix + (name.isEmpty() ? "part" : name.substring(0, Math.min(50, name.length())));
    ids.put(heading, unused(id));
    visitChildren(heading);
  }

  private String unused(String id) {
    String candidate = id;
    for (int i = 2; ids.containsValue(candidate); i++) {
      candidate = id + "-" + i;
    }
    return candidate;
  }

  @Override
  public void visit(Link link) {
    String to = link.getDestination();
    if (to.startsWith("#")) {
      anchors.put(link, prefix + to.substring(1));
    } else if (!SafeHtml.ADDRESS.matcher(to).matches()) {
      Lines.of(link, page)
          .report(
              "the link "
                  + Location.quote(to)
                  + " leads nowhere; write https://…, mailto:… or # and a heading");
    }
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    Location place = Lines.of(image, page);
    String path = image.getDestination();
    Optional<String> inLab =
        folder
            .file(StepsReader.FOLDER, path, LabPictures.BYTES, place)
            .map(file -> folder.root().relativize(file).toString());
    if (inLab.isPresent() && !LabPictures.PATH.matcher(inLab.get()).matches()) {
      place.report(
          "the picture "
              + Location.quote(path)
              + " must be a png, jpg, gif or webp file named with letters, digits and dashes");
    }
    if (PlainText.of(image).isBlank()) {
      place.report(
          "the picture " + Location.quote(path) + " needs a description: ![what it shows](…)");
    }
    inLab.ifPresent(file -> image.setDestination("/labs/" + lab + "/files/" + file));
  }

  @Override
  public void visit(HtmlBlock block) {
    html(block, block.getLiteral());
  }

  @Override
  public void visit(HtmlInline inline) {
    html(inline, inline.getLiteral());
  }

  private void html(Node node, String literal) {
    if (literal.startsWith("<!--") && literal.strip().endsWith("-->")) {
      node.unlink();
      return;
    }
    Lines.of(node, page)
        .report(
            "HTML is not understood here: "
                + Location.quote(literal)
                + "; write Markdown, or put it in `backticks`");
  }
}
