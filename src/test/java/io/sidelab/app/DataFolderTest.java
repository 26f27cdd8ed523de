package io.sidelab.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void isHeldByOneServerAtATime() throws Exception {
    Path data = folder.resolve("data");
    try (DataFolder first = DataFolder.hold(data)) {
      assertThatThrownBy(() -> DataFolder.hold(data))
          .hasMessageContaining("Another server uses the folder " + first.resolve(""))
          .hasMessageContaining("--data");
    }
    DataFolder.hold(data).close();
  }

  @Test
  void saysWhichFolderCannotBeUsed() throws Exception {
    Path file = Files.createFile(folder.resolve("a-file"));

    assertThatThrownBy(() -> DataFolder.hold(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }
}
