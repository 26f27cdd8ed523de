package io.sidelab.workspace;

import io.sidelab.content.Lab;
import io.sidelab.engine.RunningCommand;
import io.sidelab.engine.Subscription;
import io.sidelab.terminal.Terminal;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All workspaces. Every call names the learner who asks; what is not theirs is not found. Safe for
 * use by any thread. Only {@link #check}, {@link #predict}, {@link #openTerminal}, {@link
 * #restart}, {@link #offer}, {@link #choose} and what concerns files and ports wait for the engine,
 * and some of {@link #cohorts}.
 */
public interface Workspaces extends AutoCloseable {
  /**
   * Begins a workspace: at once, or in the queue when the server is full. Returns before its
   * machines are there.
   */
  default WorkspaceView start(String learnerId, Lab lab) throws WorkspaceFailure {
    return start(learnerId, lab, StartTerms.usual(lab));
  }

  /**
   * Begins a workspace on other terms. With a cohort, a warm workspace of it becomes the learner's,
   * ready as it is, if there is one; else it begins in a place held for the cohort, or like any
   * other when all of them are taken.
   */
  WorkspaceView start(String learnerId, Lab lab, StartTerms terms) throws WorkspaceFailure;

  WorkspaceView find(String learnerId, String id) throws WorkspaceFailure;

  /** The learner's workspaces that are not closed, newest first. */
  List<WorkspaceView> of(String learnerId);

  /** Begins to end it; an ended one stays findable for a while, with its reason. */
  void close(String learnerId, String id) throws WorkspaceFailure;

  /** Begins to end it for a reason of the caller's, which the learner reads. */
  void end(String learnerId, String id, EndReason reason) throws WorkspaceFailure;

  /**
   * The workspace's time stands still until {@link #resume}, also while the server is down: it ends
   * neither by the clock nor idle. Its learner may go on working. One that waits for room is paused
   * from its start on. One that has ended, is paused already or is not there stays as it is:
   * whoever pauses many at once has nothing to do about it.
   */
  void pause(String learnerId, String id);

  /** The time goes on; its ends have moved by the pause. One that is not paused stays as it is. */
  void resume(String learnerId, String id);

  /** More time, within the maximum. */
  WorkspaceView extend(String learnerId, String id) throws WorkspaceFailure;

  CheckOutcome check(String learnerId, String id, int step) throws WorkspaceFailure;

  AnswerOutcome answer(String learnerId, String id, String question, Set<Integer> choices)
      throws WorkspaceFailure;

  /**
   * Takes a guess and measures the figure beside it; a later guess gets the answer of the first.
   *
   * @param guess one that the lab's prediction accepts
   */
  PredictionOutcome predict(String learnerId, String id, String prediction, String guess)
      throws WorkspaceFailure;

  /**
   * Lists a folder of a machine.
   *
   * @param path absolute
   */
  FileListing files(String learnerId, String id, String machine, String path)
      throws WorkspaceFailure;

  /** Reads a file of a machine whole; one that is too large is refused. */
  byte[] readFile(String learnerId, String id, String machine, String path) throws WorkspaceFailure;

  /** Writes a piece of a file into a machine; see there. */
  void writeFile(String learnerId, String id, String machine, FilePiece piece)
      throws WorkspaceFailure;

  /** TCP ports of a machine that something listens on and that can be reached, ascending. */
  List<Integer> ports(String learnerId, String id, String machine) throws WorkspaceFailure;

  /**
   * Connects to a TCP port of a machine, at its own 127.0.0.1, and hands over what flows. Where
   * nothing listens, its output ends at once, with an exit code that is not 0.
   *
   * @param port 1 to 65535
   */
  RunningCommand connect(String learnerId, String id, String machine, int port)
      throws WorkspaceFailure;

  /** Types the step's click-to-run block of that index into the terminal. */
  void type(String learnerId, String id, int step, int block, String terminalId)
      throws WorkspaceFailure;

  /** A further terminal on a machine; returns its identifier. */
  String openTerminal(String learnerId, String id, String machine) throws WorkspaceFailure;

  /** Closes a further terminal; a machine's first one stays. */
  void closeTerminal(String learnerId, String id, String terminalId) throws WorkspaceFailure;

  /** Starts a machine again that has exited, with the files it had. */
  void restart(String learnerId, String id, String machine) throws WorkspaceFailure;

  /**
   * Begins to make a machine anew as the lab has it, whatever became of it: what was written in it
   * is lost, its terminal stays. How it goes on is told by the workspace.
   */
  void reset(String learnerId, String id, String machine) throws WorkspaceFailure;

  /** What the learner may choose for a machine, on this host and now. */
  MachineOffer offer(String learnerId, String id, String machine) throws WorkspaceFailure;

  /**
   * Begins to make a machine anew with what the learner chose: what was written in it is lost, its
   * terminal stays. Until the new one can be made, the old one goes on; what then becomes of it is
   * told by the workspace.
   */
  void choose(String learnerId, String id, String machine, MachineWish wish)
      throws WorkspaceFailure;

  Terminal terminal(String learnerId, String terminalId) throws WorkspaceFailure;

  /** All terminals of a workspace's machines that are there now. */
  List<Terminal> terminals(String learnerId, String id) throws WorkspaceFailure;

  /** Says that the learner is there, which puts off the idle end. */
  void used(String learnerId, String id) throws WorkspaceFailure;

  Capacity capacity();

  /** Seats held and workspaces kept warm for cohorts. */
  Cohorts cohorts();

  /** Hears of each change of one workspace, until closed; the listener must return at once. */
  Subscription watch(String learnerId, String id, Consumer<WorkspaceView> listener)
      throws WorkspaceFailure;

  /**
   * Hears of what happens in all workspaces, until closed, on the thread on which it happens: the
   * listener may write to the store and must not wait for anything else.
   */
  Subscription follow(Consumer<Activity> listener);

  /**
   * Stops taking requests and ends all workspaces, or leaves their machines to the next server when
   * the settings say so. Closing twice does nothing.
   */
  @Override
  void close();
}
