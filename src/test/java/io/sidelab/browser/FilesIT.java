package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A machine's files on the page of a running lab. */
class FilesIT extends OneBox {
  @Test
  void areEditedAndSavedByKeysAlone() throws Exception {
    driver.type(BOX, "printf 'print(\"one\")\\n' > /root/hello.py; chmod 700 /root/hello.py");
    openFiles();
    file("hello.py").press("Enter");
    assertThat(editor()).containsText("print(\"one\")");
    assertThat(editor()).isFocused();
    assertThat(button("Save")).isDisabled();

    page.keyboard().press("Control+End");
    page.keyboard().type("print(\"zwei ä€😀\")");
    assertThat(dialog().locator(".file-state")).hasText("not saved");
    Chromium.screenshot(page, "files-editor");
    page.keyboard().press("Control+s");

    assertThat(dialog().locator(".file-status")).containsText("/root/hello.py is saved");
    Accessibility.assertGood(page, "files");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(dialog()).hasCSS("background-color", "rgb(18, 24, 35)");
    Chromium.screenshot(page, "files-editor-dark");
    page.keyboard().press("Escape");
    assertThat(dialog()).hasCount(0);
    assertThat(output("stat -c %a /root/hello.py; tail -n 1 /root/hello.py"))
        .isEqualTo("700print(\"zwei ä€😀\")");
  }

  @Test
  void thatChangedMeanwhileAreNotOverwrittenUnasked() throws Exception {
    driver.type(BOX, "echo mine > /root/notes");
    openFiles();
    file("notes").click();
    assertThat(editor()).containsText("mine");
    change("echo theirs > /root/notes");
    page.keyboard().type("more of ");
    page.keyboard().press("Control+s");
    assertThat(dialog().locator(".file-status")).containsText("Nothing was written");
    button("Read it again").click();
    assertThat(editor()).containsText("theirs");
    page.keyboard().press("Escape");
    faults.forget("409 (Conflict)");
  }

  @Test
  void thatAreNotSavedAreNotLostByAccident() throws Exception {
    openFiles();
    dialog().getByLabel("Name of a new file").fill("new.txt");
    page.keyboard().press("Enter");
    assertThat(editor()).isFocused();
    page.keyboard().type("kept");
    page.keyboard().press("Escape");
    assertThat(dialog().locator(".file-status")).containsText("changes that are not saved");
    dialog().locator(".file-status").getByText("Save").click();
    assertThat(dialog()).hasCount(0);
    assertThat(output("cat /root/new.txt")).isEqualTo("kept");
  }

  @Test
  void areBroughtInAndTakenOutByteForByte() throws Exception {
    byte[] bytes = new byte[200_000];
    new Random(3).nextBytes(bytes);
    openFiles();
    dialog()
        .locator("input[type=file]")
        .setInputFiles(new FilePayload("data <b>.bin", "application/octet-stream", bytes));
    assertThat(dialog().locator(".file-status")).containsText("Uploaded: data <b>.bin");

    file("data <b>.bin").click();
    assertThat(dialog()).containsText("not a text that can be edited");
    Download download = page.waitForDownload(() -> dialog().locator("a").click());

    assertThat(download.suggestedFilename()).isEqualTo("data _b_.bin");
    assertThat(Files.readAllBytes(download.path())).isEqualTo(bytes);
    page.keyboard().press("Escape");
  }

  @Test
  void areWalkedThroughByFolders() throws Exception {
    driver.type(BOX, "mkdir -p '/srv/a b/c'; ln -s /srv /root/link; echo x > '/srv/a b/c/it'");
    openFiles();
    file("link").click();
    file("a b").click();
    file("c").click();
    assertThat(file("it")).isVisible();
    dialog().getByLabel("Folder above").click();
    assertThat(dialog().getByLabel("Folder", new Locator.GetByLabelOptions().setExact(true)))
        .hasValue("/root/link/a b");
    dialog().getByLabel("Folder", new Locator.GetByLabelOptions().setExact(true)).fill("/nowhere");
    page.keyboard().press("Enter");
    assertThat(dialog().locator(".file-status")).containsText("There is no /nowhere");
    assertThat(file("c")).isVisible();
    page.keyboard().press("Escape");
    faults.forget("409 (Conflict)");
    faults.forget("404 (Not Found)");
  }

  private void openFiles() {
    box().getByLabel("Files").click();
    assertThat(dialog()).isVisible();
  }

  /** Behind the dialog's back, as another window would. */
  private void change(String command) throws Exception {
    try (Page other = learner.newPage()) {
      other.navigate(page.url());
      LabPageDriver there = new LabPageDriver(other);
      there.awaitPrompt(BOX);
      there.type(BOX, command);
    }
  }

  private Locator dialog() {
    return page.locator("dialog.files");
  }

  private Locator editor() {
    return dialog().locator(".cm-content");
  }

  private Locator file(String name) {
    return dialog().locator(".file").filter(new Locator.FilterOptions().setHasText(name)).first();
  }

  private Locator button(String label) {
    return dialog().locator("button").filter(new Locator.FilterOptions().setHasText(label)).first();
  }
}
