package io.sidelab.app;

import java.util.Locale;

/**
 * One setting that an operator can change.
 *
 * @param key its name in the settings file, such as {@code http.port}
 * @param fallback its default, written as an operator would write it; an empty text means unset
 * @param description one sentence, for the help text
 * @param parser turns text into a value or says what is wrong with it
 */
record Setting<T>(String key, String fallback, String description, Parser<T> parser) {

  /** Turns text into a value. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * @throws IllegalArgumentException with what would be right, to follow the value in a sentence
     */
    T parse(String text);
  }

  String environmentName() {
    return "SIDELAB_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  String optionName() {
    return "--" + key.replace('.', '-');
  }
}
