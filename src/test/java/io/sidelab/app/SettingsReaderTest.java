package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir Path folder;

  @Test
  void everyDefaultIsValid() throws Exception {
    Settings settings = read(Map.of(), Map.of());

    for (Setting<?> setting : KnownSettings.ALL) {
      assertThat((Object) settings.get(setting)).as(setting.key()).isNotNull();
    }
    assertThat(settings.get(KnownSettings.HTTP_HOST)).isEqualTo("127.0.0.1");
    assertThat(settings.get(KnownSettings.WORKSPACES_IDLE)).isEqualTo(Duration.ofMinutes(90));
    assertThat(settings.changed()).containsOnlyKeys("labs");
  }

  @Test
  void laterSourcesWinOverEarlierOnes() throws Exception {
    Path file = file("http.port=1001\nregistry=no\nterminals.scrollback=64 KiB\n");
    Map<String, String> environment =
        Map.of("SIDELAB_HTTP_PORT", "1002", "SIDELAB_WORKSPACES_LIMIT", "7");

    Settings settings =
        SettingsReader.read(file, environment, options(Map.of("http.port", "1003")));

    assertThat(settings.get(KnownSettings.HTTP_PORT)).isEqualTo(1003);
    assertThat(settings.get(KnownSettings.WORKSPACES_LIMIT)).isEqualTo(7);
    assertThat(settings.get(KnownSettings.REGISTRY)).isFalse();
    assertThat(settings.get(KnownSettings.TERMINALS_SCROLLBACK)).isEqualTo(64L << 10);
  }

  @Test
  void takesTheEngineFromDockerHostUnlessTheSettingSaysOtherwise() throws Exception {
    Map<String, String> environment = Map.of("DOCKER_HOST", "tcp://192.0.2.7:2376");

    assertThat(read(environment, Map.of()).get(KnownSettings.ENGINE_HOST))
        .contains(URI.create("tcp://192.0.2.7:2376"));
    assertThat(
            read(environment, Map.of("engine.host", "unix:///run/docker.sock"))
                .get(KnownSettings.ENGINE_HOST))
        .contains(URI.create("unix:///run/docker.sock"));
  }

  @Test
  void theCodeOfSelfStudyIsNeitherLoggedNorRepeatedInComplaints() throws Exception {
    Settings good = read(Map.of("SIDELAB_SELF_STUDY_CODE", "blue-sheep"), Map.of());
    InvalidSettings tooShort =
        catchThrowableOfType(
            InvalidSettings.class, () -> read(Map.of(), Map.of("self-study.code", "sheep")));

    assertThat(good.get(KnownSettings.SELF_STUDY_CODE)).contains("blue-sheep");
    assertThat(good.changed().toString())
        .contains("self-study.code=*** (SIDELAB_SELF_STUDY_CODE)")
        .doesNotContain("sheep");
    assertThat(tooShort.numbered()).contains("shorter than 6").doesNotContain("sheep");
  }

  @Test
  void selfStudyByCodeNeedsTheCode() throws Exception {
    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class, () -> read(Map.of(), Map.of("self-study", "code")));
    InvalidSettings unknown =
        catchThrowableOfType(
            InvalidSettings.class, () -> read(Map.of(), Map.of("self-study", "closed")));

    assertThat(invalid.numbered()).contains("self-study.code must say which code");
    assertThat(unknown.numbered()).contains("is none of open, code, signed-in");
  }

  @Test
  void aProviderNeedsAllOfItsSettingsAndTheyNeedIt() {
    InvalidSettings alone =
        catchThrowableOfType(
            InvalidSettings.class,
            () -> read(Map.of(), Map.of("oidc.issuer", "https://login.example.org")));
    InvalidSettings without =
        catchThrowableOfType(
            InvalidSettings.class,
            () ->
                read(
                    Map.of(),
                    Map.of("oidc.client-secret", "hidden", "oidc.instructors", "groups=teachers")));
    InvalidSettings open =
        catchThrowableOfType(
            InvalidSettings.class,
            () ->
                read(
                    Map.of("SIDELAB_OIDC_CLIENT_SECRET", "hidden"),
                    Map.of(
                        "oidc.issuer",
                        "http://login.example.org",
                        "oidc.instructors",
                        "teachers")));

    assertThat(alone.numbered()).contains("oidc.client-id must be", "oidc.client-secret must be");
    assertThat(without.numbered())
        .contains("oidc.client-secret is set, but oidc.issuer", "oidc.instructors is set, but")
        .doesNotContain("hidden");
    assertThat(open.numbered())
        .contains("oidc.issuer: \"http://login.example.org\" is not an https address")
        .contains("oidc.instructors: \"teachers\" is not a claim and its values")
        .doesNotContain("hidden");
  }

  @Test
  void theSecretOfTheProviderIsNotLogged() throws Exception {
    Settings settings =
        read(
            Map.of("SIDELAB_OIDC_CLIENT_SECRET", "hidden"),
            Map.of("oidc.issuer", "http://localhost:9000/realm", "oidc.client-id", "sidelab"));

    assertThat(settings.changed().toString()).contains("oidc.client-secret=***");
    assertThat(settings.changed().toString()).doesNotContain("hidden");
    assertThat(new SettingsRecords(settings).oidc().orElseThrow().name()).isEqualTo("localhost");
  }

  @Test
  void listsEverythingThatIsWrongAtOnceAndWhereItStands() throws Exception {
    Path file = file("http.prot=8080\nworkspaces.idle=soon\nworkspaces.subnets=10.0.0.0/30\n");
    Map<String, String> environment =
        Map.of("SIDELAB_HTTP_PORT", "80x", "SIDELAB_COLOUR", "red", "DOCKER_HOST", "ssh://there");

    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class,
            () -> SettingsReader.read(file, environment, options(Map.of("registry", "maybe"))));

    assertThat(invalid.numbered())
        .contains("1. ", "7. ")
        .doesNotContain("8. ")
        .contains("There is no setting http.prot (in " + file + ")")
        .contains("There is no setting for the variable SIDELAB_COLOUR")
        .contains("http.port: \"80x\" is not a whole number from 0 to 65535 (in SIDELAB_HTTP_PORT)")
        .contains("workspaces.idle: \"soon\" is not a time such as")
        .contains("workspaces.subnets: \"10.0.0.0/30\" is not an IPv4 range")
        .contains("engine.host: \"ssh://there\" is not an address")
        .contains("registry: \"maybe\" is neither yes nor no (in --registry)");
  }

  @Test
  void comparesSettingsThatDependOnEachOther() {
    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class,
            () -> read(Map.of(), Map.of("workspaces.time", "5 h", "labs", "nowhere-at-all")));

    assertThat(invalid.numbered())
        .contains("workspaces.time is longer than workspaces.maximum")
        .contains("there is no folder");
  }

  @Test
  void missesASettingsFileThatWasNamed() {
    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class,
            () -> SettingsReader.read(Path.of("gone.properties"), Map.of(), options(Map.of())));

    assertThat(invalid).hasMessageContaining("gone.properties does not exist");
  }

  @Test
  void refusesQuantitiesThatOverflow() {
    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class,
            () -> read(Map.of(), Map.of("terminals.scrollback", "999999999999 GiB")));

    assertThat(invalid).hasMessageContaining("terminals.scrollback");
  }

  private Settings read(Map<String, String> environment, Map<String, String> options)
      throws InvalidSettings {
    return SettingsReader.read(SettingsReader.DEFAULT_FILE, environment, options(options));
  }

  /** The labs folder must exist, so every test names one. */
  private Map<String, String> options(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(Map.of("labs", folder.toString()));
    options.putAll(more);
    return options;
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("settings.properties"), text);
  }
}
