package io.sidelab.app;

import java.util.LinkedHashMap;
import java.util.Map;

/** The settings in force, each valid and typed. Made by {@link SettingsReader}. */
final class Settings {
  private final Map<String, Object> values;
  private final Map<String, String> changed;

  Settings(Map<String, Object> values, Map<String, String> changed) {
    this.values = Map.copyOf(values);
    this.changed = new LinkedHashMap<>(changed);
  }

  @SuppressWarnings("unchecked") // The reader put in what this very setting's parser returned.
  <T> T get(Setting<T> setting) {
    return (T) values.get(setting.key());
  }

  /** Settings that somebody set, as {@code key} → {@code value (source)}, for the log. */
  Map<String, String> changed() {
    return Map.copyOf(changed);
  }
}
