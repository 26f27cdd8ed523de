package io.sidelab.app;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;

/**
 * Where the program begins: one command of {@code serve}, {@code check}, {@code images}, {@code
 * backup}, {@code restore}, {@code version}.
 */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int code =
        run(
            System.getenv(),
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            arguments);
    System.exit(code);
  }

  /** Runs the command and returns its exit code: 0 well, 1 not well, 2 not understood. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commands = Commands.all(environment, out, err);
    commands.setOut(out);
    commands.setErr(err);
    return commands.execute(arguments.length == 0 ? new String[] {"help"} : arguments);
  }
}
