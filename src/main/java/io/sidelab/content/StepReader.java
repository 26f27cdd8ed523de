package io.sidelab.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** One step: a Markdown file. */
final class StepReader {
  private static final int TITLE = 80;
  private static final int QUESTIONS = 20;
  private static final int PREDICTIONS = 10;

  private static final String TOO_DEEP =
      "is nested more than " + Markdown.DEPTH + " levels deep, or a paragraph is all * _ [";

  private final Markdown markdown = new Markdown();
  private final String lab;
  private final int number;
  private final SafeFolder folder;
  private final Set<String> machines;
  private final Map<String, Location> questionIds;

  /**
   * @param questionIds of the steps before this one; the reader adds its own
   */
  StepReader(
      String lab,
      int number,
      SafeFolder folder,
      Set<String> machines,
      Map<String, Location> questionIds) {
    this.lab = lab;
    this.number = number;
    this.folder = folder;
    this.machines = machines;
    this.questionIds = questionIds;
  }

  /**
   * @param file its first line
   */
  Optional<Step> read(String text, Location file) {
    Optional<Node> page = markdown.parse(text);
    if (page.isEmpty()) {
      file.at(0).report(TOO_DEEP);
    }
    return page.map(tree -> step(tree, file));
  }

  private Step step(Node tree, Location file) {
    String title = takeTitle(tree, file);
    StepFences fences = new StepFences(file, machines);
    tree.accept(fences);
    List<Prediction> predictions = predictions(fences.predictions(), file);
    String html = html(tree, file);
    List<Question> questions = questions(fences.quizzes(), file);
    Optional<Check> check = fences.task().read();
    return new Step(number, title, html, check, questions, predictions, fences.commands());
  }

  private static String takeTitle(Node tree, Location file) {
    if (!(tree.getFirstChild() instanceof Heading heading) || heading.getLevel() != 1) {
      file.report("a step begins with its title: # What we do here");
      return "";
    }
    String title = PlainText.of(heading);
    if (title.isEmpty() || title.length() > TITLE) {
      Lines.of(heading, file).report("the title must have 1 to " + TITLE + " characters");
    }
    heading.unlink();
    return title;
  }

  private String html(Node tree, Location start) {
    PageLinks links = new PageLinks(lab, number, folder, start);
    links.read(tree);
    return markdown.render(tree, links.ids());
  }

  private List<Question> questions(List<Fence> quizzes, Location file) {
    if (quizzes.size() > QUESTIONS) {
      file.report("a step has at most " + QUESTIONS + " questions");
      return List.of();
    }
    List<Question> questions = new ArrayList<>();
    for (Fence quiz : quizzes) {
      quiz.allow("id");
      String id = quiz.attribute("id", "step-" + number + "-" + (questions.size() + 1));
      checkId(id, quiz.location());
      questions.add(new QuizReader(quiz, this::line).read(id));
    }
    return List.copyOf(questions);
  }

  private List<Prediction> predictions(List<Fence> fences, Location file) {
    if (fences.size() > PREDICTIONS) {
      file.report("a step has at most " + PREDICTIONS + " predictions");
      return List.of();
    }
    PredictionReader reader = new PredictionReader(machines, this::line);
    List<Prediction> predictions = new ArrayList<>();
    for (Fence fence : fences) {
      String id = fence.attribute("id", "");
      checkId(id, fence.location());
      Prediction prediction = reader.read(fence, id);
      fence.node().insertBefore(new PredictionBox(prediction));
      fence.node().unlink();
      predictions.add(prediction);
    }
    return List.copyOf(predictions);
  }

  private void checkId(String id, Location location) {
    if (!id.matches("[a-z0-9-]{1,40}")) {
      location.report("id must be lower-case letters, digits and dashes, at most 40");
    }
    Location other = questionIds.putIfAbsent(id, location);
    if (other != null) {
      location.report(
          "the question id "
              + Location.quote(id)
              + " is taken by "
              + other.file()
              + ":"
              + other.line());
    }
  }

  /** A part of a question or prediction as safe HTML. */
  private String line(String text, Location start) {
    Optional<Node> tree = markdown.parse(text);
    if (tree.isEmpty()) {
      start.report(TOO_DEEP);
      return "";
    }
    StepFences fences = new StepFences(start, Set.of());
    tree.get().accept(fences);
    fences.task().read();
    fences.quizzes().forEach(quiz -> quiz.location().report("a quiz cannot hold another quiz"));
    fences.predictions().forEach(one -> one.location().report("a prediction stands by itself"));
    new PageLinks(lab, number, folder, start).read(tree.get());
    return markdown.renderLine(tree.get());
  }
}
