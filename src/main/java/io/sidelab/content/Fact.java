package io.sidelab.content;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a check, whose script sees its own machine only, is told from elsewhere: a variable in the
 * script's environment, filled at the moment of the check.
 *
 * @param name of the variable; of a prediction's figure, its id
 * @param source where its value comes from
 * @param machine the machine that is asked, or whose processes are looked for; empty for none
 * @param text a script for {@code /bin/sh}, the command line to look for, or a figure's name
 * @param timeout for the script
 */
public record Fact(String name, Source source, String machine, String text, Duration timeout) {

  /** Where a value comes from. */
  public enum Source {
    /** Standard output of a script in the machine. */
    SCRIPT,
    /** The host's PIDs, ascending and with blanks between, of the machine's processes. */
    HOST_PROCESSES,
    /** A figure of the latest run of races and density, as {@code RUN/NAME}. */
    DENSITY
  }

  /** Whether a script mentions it: {@code $NAME}, {@code ${NAME}}, {@code ${NAME%%-*}}. */
  boolean isUsedIn(String script) {
    return Pattern.compile("\\$\\{?" + name + "(?![A-Za-z0-9_])").matcher(script).find();
  }

  /** Whether {@link #fillIn} has something to do. */
  public boolean isNamedIn(String text) {
    return place().matcher(text).find();
  }

  /** The text with the value in place of {@code $NAME} and {@code ${NAME}}. */
  public String fillIn(String text, String value) {
    return place().matcher(text).replaceAll(Matcher.quoteReplacement(value));
  }

  private Pattern place() {
    return Pattern.compile("\\$(?:" + name + "(?![A-Za-z0-9_])|\\{" + name + "\\})");
  }
}
