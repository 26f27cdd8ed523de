package io.sidelab.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Machines on the engine, by the identifier that {@link #create} returned. */
public interface Machines {
  /** Marks a doorway, with its machine's identifier. */
  String DOORWAY_LABEL = "io.sidelab.doorway";

  /** Makes a machine without starting it: all or nothing. */
  String create(MachineSpec spec) throws EngineFailure;

  /**
   * Puts files into a machine, started or not. Folders are made as needed.
   *
   * @param files absolute path in the machine → content
   */
  void put(String id, List<MachineFile> files) throws EngineFailure;

  /** Starts a machine that was created or has exited. One that runs already is fine. */
  void start(String id) throws EngineFailure;

  /** Ends it at once, without a grace period. One that has exited or is gone is fine. */
  void kill(String id) throws EngineFailure;

  /** Ends and removes it with everything it wrote. One that is gone is fine. */
  void remove(String id) throws EngineFailure;

  /** {@link FailureReason#GONE} when there is no such machine. */
  MachineStatus inspect(String id) throws EngineFailure;

  /** All machines, running or not, that carry all these labels. */
  List<Labelled> list(Map<String, String> labels) throws EngineFailure;

  /**
   * The TTY of PID 1. Attach before {@link #start} to miss nothing.
   *
   * @param replay whether to begin with the output that the engine kept
   */
  Tty attach(String id, boolean replay) throws EngineFailure;

  /**
   * A further TTY with a command of its own; closing it ends that command. It has no size yet: its
   * command runs already, and whoever shows it says how large it is.
   */
  Tty open(String id, List<String> command, Map<String, String> environment) throws EngineFailure;

  /**
   * Ends the commands of further TTYs that nobody holds any more, such as those of a server that
   * was killed. Returns before they have ended.
   */
  void hangUp(String id) throws EngineFailure;

  /** Runs a command without a TTY to its end. */
  CommandResult run(String id, Command command) throws EngineFailure;

  /** Begins a command without a TTY whose input and output the caller holds; closing ends it. */
  RunningCommand begin(String id, List<String> line) throws EngineFailure;

  /**
   * Makes and starts a doorway: a small container without any right that shares the network of a
   * running machine and nothing else, so that a command in it reaches the machine's ports at
   * 127.0.0.1, whatever programs the machine's image lacks. It runs nothing by itself, keeps to
   * that network when the machine has ended, and is removed as machines are. {@link
   * FailureReason#NOT_RUNNING} when the machine does not run.
   *
   * @param image with {@code sh}, {@code sleep} and what is to be run in it
   * @param labels added to {@link #DOORWAY_LABEL}
   * @return identifier, for the calls of this interface
   */
  String openDoorway(String machine, String image, Map<String, String> labels) throws EngineFailure;

  /**
   * Runs a program in a container made for it, as root without any right, and removes the
   * container. {@link FailureReason#START_FAILED} when the host has no such device, {@link
   * FailureReason#COMMAND_TIMEOUT} when it takes too long.
   */
  CommandResult probe(Probe probe) throws EngineFailure;

  /** Memory, CPU time and number of processes now. */
  Usage usage(String id) throws EngineFailure;

  /** Bytes on disk; the engine walks the machine's files for it, so ask with care. */
  DiskUsage diskUsage(String id) throws EngineFailure;

  /**
   * The own layers of all machines that carry all these labels, in one call; the engine walks the
   * files of each for it, so ask with care.
   */
  List<WritableLayer> writableLayers(Map<String, String> labels) throws EngineFailure;

  /**
   * Files and folders that the machine made, changed or removed, empty ones included: a disk ends
   * by their number as it does by bytes. Costs the engine some 30 microseconds for each.
   *
   * @param most where counting stops
   */
  long changedFiles(String id, long most) throws EngineFailure;

  /** The machine's processes with the PIDs that the host knows them by. */
  List<HostProcess> hostProcesses(String id) throws EngineFailure;

  /**
   * Hears of every machine with these labels that exits, until closed. The listener runs on the
   * adapter's event thread and must hand work on. After the engine was away, {@code
   * MachineEvent.Resumed} asks the listener to look for itself, because events may be missing.
   */
  Subscription watch(Map<String, String> labels, Consumer<MachineEvent> listener);
}
