package io.sidelab.app;

import io.sidelab.http.SelfStudy;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads settings from their sources, the later ones winning: defaults, the settings file, the
 * environment, options. Every fault in any of them is found before one is reported.
 */
final class SettingsReader {
  static final Path DEFAULT_FILE = Path.of("sidelab.properties");

  /** Settings that fall back to a variable that Docker's own command line reads. */
  private static final Map<Setting<?>, String> DOCKERS_OWN =
      Map.of(
          KnownSettings.ENGINE_HOST, "DOCKER_HOST", KnownSettings.ENGINE_TLS, "DOCKER_CERT_PATH");

  /** Settings whose value is neither logged nor repeated in a complaint. */
  private static final Set<Setting<?>> SECRET =
      Set.of(KnownSettings.SELF_STUDY_CODE, KnownSettings.OIDC_CLIENT_SECRET);

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, String> changed = new LinkedHashMap<>();

  /**
   * @param file a properties file; it need not exist when it is {@link #DEFAULT_FILE}
   * @param environment as the process has it
   * @param options setting's key → text
   */
  static Settings read(Path file, Map<String, String> environment, Map<String, String> options)
      throws InvalidSettings {
    SettingsReader reader = new SettingsReader();
    Map<String, String> fromFile = reader.readFile(file);
    reader.reportUnknown(fromFile, environment, file);
    for (Setting<?> setting : KnownSettings.ALL) {
      reader.readOne(setting, fromFile, environment, options, file);
    }
    reader.compare();
    if (!reader.problems.isEmpty()) {
      throw new InvalidSettings(reader.problems);
    }
    return new Settings(reader.values, reader.changed);
  }

  private Map<String, String> readFile(Path file) {
    if (!Files.exists(file)) {
      if (!file.equals(DEFAULT_FILE)) {
        problems.add("The settings file " + file + " does not exist.");
      }
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      problems.add("The settings file " + file + " cannot be read: " + unreadable.getMessage());
    }
    Map<String, String> values = new HashMap<>();
    properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
    return values;
  }

  private void reportUnknown(
      Map<String, String> fromFile, Map<String, String> environment, Path file) {
    TreeSet<String> keys = new TreeSet<>(fromFile.keySet());
    TreeSet<String> names = new TreeSet<>(environment.keySet());
    names.removeIf(name -> !name.startsWith("SIDELAB_"));
    for (Setting<?> setting : KnownSettings.ALL) {
      keys.remove(setting.key());
      names.remove(setting.environmentName());
    }
    keys.forEach(key -> problems.add("There is no setting " + key + " (in " + file + ")."));
    names.forEach(name -> problems.add("There is no setting for the variable " + name + "."));
  }

  private void readOne(
      Setting<?> setting,
      Map<String, String> fromFile,
      Map<String, String> environment,
      Map<String, String> options,
      Path file) {
    String text = setting.fallback();
    String source = "";
    if (fromFile.containsKey(setting.key())) {
      text = fromFile.get(setting.key());
      source = file.toString();
    }
    if (environment.containsKey(setting.environmentName())) {
      text = environment.get(setting.environmentName());
      source = setting.environmentName();
    }
    if (options.containsKey(setting.key())) {
      text = options.get(setting.key());
      source = setting.optionName();
    }
    String dockers = DOCKERS_OWN.getOrDefault(setting, "");
    if (source.isEmpty() && !environment.getOrDefault(dockers, "").isEmpty()) {
      text = environment.get(dockers);
      source = dockers;
    }
    parse(setting, text.strip(), source);
  }

  private void parse(Setting<?> setting, String text, String source) {
    String shown = SECRET.contains(setting) ? "***" : text;
    try {
      values.put(setting.key(), setting.parser().parse(text));
      if (!source.isEmpty()) {
        changed.put(setting.key(), shown + " (" + source + ")");
      }
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      problems.add(
          setting.key() + ": \"" + shown + "\" " + wrong.getMessage() + " (in " + source + ").");
    }
  }

  /** What only shows when settings are seen together, of those that could be read. */
  private void compare() {
    Duration first = (Duration) values.get(KnownSettings.WORKSPACES_TIME.key());
    Duration longest = (Duration) values.get(KnownSettings.WORKSPACES_MAXIMUM.key());
    if (first != null && longest != null && first.compareTo(longest) > 0) {
      problems.add("workspaces.time is longer than workspaces.maximum.");
    }
    boolean noCode = Optional.empty().equals(values.get(KnownSettings.SELF_STUDY_CODE.key()));
    if (values.get(KnownSettings.SELF_STUDY.key()) == SelfStudy.Rule.CODE && noCode) {
      problems.add("self-study is code, so self-study.code must say which code.");
    }
    compareProvider();
    Path labs = (Path) values.get(KnownSettings.LABS.key());
    if (labs != null && !Files.isDirectory(labs)) {
      problems.add(
          "labs: there is no folder "
              + labs.toAbsolutePath()
              + ". Start in the folder that has it, or name it with --labs.");
    }
  }

  /** A provider needs all of its settings, and they need it. */
  private void compareProvider() {
    boolean on = present(KnownSettings.OIDC_ISSUER);
    for (Setting<?> needed :
        List.of(KnownSettings.OIDC_CLIENT_ID, KnownSettings.OIDC_CLIENT_SECRET)) {
      if (on && Optional.empty().equals(values.get(needed.key()))) {
        problems.add("oidc.issuer is set, so " + needed.key() + " must be, too.");
      }
    }
    boolean off = Optional.empty().equals(values.get(KnownSettings.OIDC_ISSUER.key()));
    for (Setting<?> further :
        List.of(
            KnownSettings.OIDC_CLIENT_ID,
            KnownSettings.OIDC_CLIENT_SECRET,
            KnownSettings.OIDC_INSTRUCTORS,
            KnownSettings.OIDC_NAME)) {
      if (off && present(further)) {
        problems.add(further.key() + " is set, but oidc.issuer does not say of which provider.");
      }
    }
  }

  private boolean present(Setting<?> setting) {
    return values.get(setting.key()) instanceof Optional<?> value && value.isPresent();
  }
}
