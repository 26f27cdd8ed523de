package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void listsEverySettingAsTheProgramKnowsIt() throws IOException {
    StringBuilder table =
        new StringBuilder("| setting | default | meaning |\n| --- | --- | --- |\n");
    for (Setting<?> setting : KnownSettings.ALL) {
      String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
      table.append(
          "| `" + setting.key() + "` | " + fallback + " | " + setting.description() + " |\n");
    }

    assertThat(Files.readString(Path.of("README.md")))
        .as("the settings table of README.md; put this in:\n%s", table)
        .contains("<!-- settings -->\n" + table + "<!-- /settings -->");
  }
}
