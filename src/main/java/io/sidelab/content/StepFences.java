package io.sidelab.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;

/** Takes the fenced blocks out of a step: code stays on the page as a box, the rest leaves it. */
final class StepFences extends AbstractVisitor {
  private static final int COMMANDS = 100;

  private final Location page;
  private final Set<String> machines;
  private final List<RunnableBlock> commands = new ArrayList<>();
  private final List<Fence> quizzes = new ArrayList<>();
  private final List<Fence> predictions = new ArrayList<>();
  private final TaskReader task;

  /**
   * @param page where the text of the tree begins
   * @param machines names of the lab's machines
   */
  StepFences(Location page, Set<String> machines) {
    this.page = page;
    this.machines = machines;
    this.task = new TaskReader(machines);
  }

  TaskReader task() {
    return task;
  }

  List<RunnableBlock> commands() {
    return List.copyOf(commands);
  }

  List<Fence> quizzes() {
    return quizzes;
  }

  /** They stay in the tree, because what is read of them takes their place there. */
  List<Fence> predictions() {
    return predictions;
  }

  @Override
  public void visit(FencedCodeBlock block) {
    Fence fence = Fence.of(block, page);
    switch (fence.word()) {
      case "check", "hint", "solution", "fact", "choose" -> {
        task.take(fence);
        block.unlink();
      }
      case "quiz" -> {
        quizzes.add(fence);
        block.unlink();
      }
      case "predict" -> predictions.add(fence);
      case "output" -> {
        fence.allow();
        replace(block, CodeBox.output(fence.text()));
      }
      default -> replace(block, code(fence));
    }
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    replace(block, CodeBox.copy(block.getLiteral().stripTrailing(), ""));
  }

  private CodeBox code(Fence fence) {
    fence.allow("run");
    String machine = fence.attribute("run", "");
    if (machine.isEmpty()) {
      return CodeBox.copy(fence.text(), fence.word());
    }
    fence.requireText();
    if (!machines.contains(machine)) {
      fence.location().report(TaskReader.unknownMachine("run", machine, machines));
    }
    if (commands.size() == COMMANDS) {
      fence.location().report("a step has at most " + COMMANDS + " blocks to run");
    }
    commands.add(new RunnableBlock(machine, fence.text()));
    return CodeBox.run(fence.text(), fence.word(), machine, commands.size() - 1);
  }

  private static void replace(Node block, CodeBox box) {
    block.insertBefore(box);
    block.unlink();
  }
}
