package io.sidelab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.LayerFile;
import io.sidelab.engine.LayerFile.Kind;
import io.sidelab.evidence.LayerFolder.Entry;
import io.sidelab.evidence.LayerFolder.Tally;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayerChangesTest {
  private static final List<LayerFile> BASE =
      List.of(
          folder("/etc"),
          file("/etc/passwd", 100),
          folder("/usr"),
          folder("/usr/lib"),
          file("/usr/lib/one", 10),
          file("/usr/lib/two", 20),
          file("/usr.conf", 1));

  @Test
  void theLowestLayerAddsEverything() {
    LayerFolder root = LayerChanges.of(List.of(BASE)).get(0).in("/");

    assertThat(root.all()).isEqualTo(new Tally(4, 0, 0, 131));
    assertThat(root.entries())
        .containsExactly(
            new Entry("etc", true, Optional.of("added"), new Tally(1, 0, 0, 100)),
            new Entry("usr", true, Optional.of("added"), new Tally(2, 0, 0, 30)),
            new Entry("usr.conf", false, Optional.of("added"), new Tally(1, 0, 0, 1)));
  }

  @Test
  void whatWasThereIsChangedAndItsFoldersAreNot() {
    LayerFolder root = above(folder("/etc"), file("/etc/passwd", 120), file("/etc/new", 5)).in("/");

    assertThat(root.entries())
        .containsExactly(new Entry("etc", true, Optional.empty(), new Tally(1, 1, 0, 125)));
  }

  @Test
  void aRemovedFolderIsGoneWithAllThatWasInIt() {
    LayerChanges changes = above(removed("/usr/lib"));

    assertThat(changes.in("/").all()).isEqualTo(new Tally(0, 0, 2, 0));
    assertThat(changes.in("/usr").entries())
        .containsExactly(new Entry("lib", true, Optional.of("removed"), new Tally(0, 0, 2, 0)));
    assertThat(changes.in("/usr/lib").entries())
        .extracting(Entry::name)
        .containsExactly("one", "two");
  }

  @Test
  void aFolderThatWasEmptiedAndFilledAgainTellsBoth() {
    LayerChanges changes =
        above(
            folder("/usr/lib"),
            file("/usr/lib/two", 7),
            new LayerFile("/usr/lib", Kind.EMPTIED, 0));

    assertThat(changes.in("/usr/lib").all()).isEqualTo(new Tally(0, 1, 1, 7));
  }

  @Test
  void whatOneLayerRemovedIsNewInTheNext() {
    List<LayerChanges> all =
        LayerChanges.of(
            List.of(BASE, List.of(removed("/etc/passwd")), List.of(file("/etc/passwd", 1))));

    assertThat(all.get(2).in("/etc").entries())
        .containsExactly(new Entry("passwd", false, Optional.of("added"), new Tally(1, 0, 0, 1)));
  }

  @Test
  void aFolderOfThousandsIsShownInPartAndCountedWhole() {
    List<LayerFile> many =
        IntStream.range(0, 1000).mapToObj(number -> file("/many/" + number, 1)).toList();

    LayerFolder folder = LayerChanges.of(List.of(many)).get(0).in("/many");

    assertThat(folder.entries()).hasSize(300);
    assertThat(folder.more()).isEqualTo(700);
    assertThat(folder.all().added()).isEqualTo(1000);
  }

  @Test
  void nothingIsDoneInAFolderThatIsNotThere() {
    assertThat(above(file("/etc/new", 5)).in("/nowhere").entries()).isEmpty();
  }

  private static LayerChanges above(LayerFile... files) {
    return LayerChanges.of(List.of(BASE, List.of(files))).get(1);
  }

  private static LayerFile folder(String path) {
    return new LayerFile(path, Kind.FOLDER, 0);
  }

  private static LayerFile file(String path, long size) {
    return new LayerFile(path, Kind.FILE, size);
  }

  private static LayerFile removed(String path) {
    return new LayerFile(path, Kind.REMOVED, 0);
  }
}
