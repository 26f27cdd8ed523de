package io.sidelab.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabPicturesTest {
  @TempDir Path labs;

  @BeforeEach
  void makeALab() throws IOException {
    Files.createDirectories(labs.resolve("a/steps"));
    Files.createDirectories(labs.resolve("a/pictures"));
    Files.writeString(labs.resolve("a/pictures/layers.png"), "png");
    Files.writeString(labs.resolve("secret.png"), "png");
    Files.createSymbolicLink(labs.resolve("a/link.png"), labs.resolve("secret.png"));
    Files.writeString(
        labs.resolve("a/lab.yaml"),
        "title: A\nsummary: A\nminutes: 1\nmachines:\n  box: {image: debian}\n");
    Files.writeString(
        labs.resolve("a/steps/01-a.md"), "# A\n\n![Layers of an image](../pictures/layers.png)\n");
  }

  @Test
  void aPageNamesThePictureByItsAddress() {
    assertThat(lab().steps().get(0).html())
        .contains("<img src=\"/labs/a/files/pictures/layers.png\" alt=\"Layers of an image\">");
  }

  @Test
  void onlyPicturesOfTheLabAreFound() {
    assertThat(LabPictures.find(lab(), "pictures/layers.png")).isPresent();
    for (String path :
        new String[] {
          "lab.yaml",
          "../secret.png",
          "link.png",
          "steps/01-a.md",
          "pictures",
          "",
          "/etc/passwd",
          "pictures/../../secret.png",
          "none.png",
          ".hidden.png",
          "x.svg",
          "a\u0000.png"
        }) {
      assertThat(LabPictures.find(lab(), path)).as(path).isEmpty();
    }
  }

  @Test
  void knowsMediaTypes() {
    assertThat(LabPictures.mediaType("a/b.jpg")).isEqualTo("image/jpeg");
    assertThat(LabPictures.mediaType("b.webp")).isEqualTo("image/webp");
  }

  private Lab lab() {
    return new LabReader().read(labs).find("a").orElseThrow();
  }
}
