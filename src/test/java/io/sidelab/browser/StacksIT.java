package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.engine.Command;
import io.sidelab.engine.EngineInfo;
import io.sidelab.testing.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What machines stand on, held against the host's own files, the engine and the guest itself. */
@Timeout(1800)
class StacksIT extends ContainerAndVm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  @Test
  void theHostsLayersSayWhatItsFilesAndItsEngineSay() throws Exception {
    JsonNode view = measured();
    EngineInfo info = engine.engine().info();

    assertThat(value(view, "host-kernel", "Release"))
        .isEqualTo(line(Path.of("/proc/sys/kernel/osrelease")))
        .isEqualTo(info.kernel());
    assertThat(value(view, "host-kernel", "Boot ID on the host")).isEqualTo(line(BOOT_ID));
    assertThat(value(view, "engine", "Version")).isEqualTo(info.version());
    assertThat(value(view, "engine", "Storage driver")).isEqualTo(info.storageDriver());
    List<String> processor = Files.readAllLines(Path.of("/proc/cpuinfo"));
    assertThat(processor).anyMatch(line -> line.endsWith(": " + summary(view, "hardware")));
    boolean virtual =
        processor.stream().anyMatch(line -> line.matches("flags\\s*:.* hypervisor( .*)?"));
    assertThat(ids(view).contains("host-machine")).isEqualTo(virtual);
    String flag =
        value(view, virtual ? "host-machine" : "hardware", "Hypervisor flag of the processor");
    assertThat(flag).isEqualTo(virtual ? "set" : "not set");
  }

  @Test
  void eachMachinesLayersSayWhatItsProcessesOnTheHostSay() throws Exception {
    JsonNode view = measured();
    String host = line(BOOT_ID);

    assertThat(value(view, "container/container", "Boot ID")).isEqualTo(host);
    assertThat(value(view, "vm/container", "Boot ID")).isEqualTo(host);
    assertThat(value(view, "vm/guest-kernel", "Boot ID"))
        .isEqualTo(inGuest("cat", BOOT_ID.toString()))
        .isNotEqualTo(host);
    assertThat(value(view, "vm/guest-kernel", "Release")).isEqualTo(inGuest("uname", "-r"));

    String first = value(view, "container/program", "The same process on the host");
    Path process = Path.of("/proc").resolve(first.replace("PID ", ""));
    assertThat(Files.readAllLines(process.resolve("status")))
        .anyMatch(line -> line.matches("NSpid:.*\t1"));
    assertThat(value(view, "container/program", "PID 1 inside"))
        .isEqualTo(line(process.resolve("comm")));

    Path qemu = Path.of("/proc").resolve(value(view, "vm/hypervisor", "PID on the host"));
    String accelerator = value(view, "vm/hypervisor", "Accelerator").toLowerCase(Locale.ROOT);
    assertThat(Files.readString(qemu.resolve("cmdline")))
        .startsWith("qemu-system-")
        .contains("\0-accel\0" + accelerator);
    JsonNode health = JSON.readTree(page.request().get(address + "/api/health").text());
    assertThat(health.at("/vm/accelerator").asText()).isEqualTo(accelerator);
    assertThat(reading(view, "vm/hypervisor", "Accelerator").get("note").asText())
        .contains(health.at("/vm/detail").asText());
  }

  @Test
  void somebodyElseFindsNoStacksHere() throws Exception {
    HttpResponse<String> answer = askedByANewcomer(stacksAddress());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(askedByANewcomer(stacksAddress().replace("/stacks", "")).body())
        .contains("\"error\":");
  }

  private static HttpResponse<String> askedByANewcomer(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(SOON).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void thePictureHasOneHostKernelUnderAllAndOneInsideQemu() throws Exception {
    JsonNode view = measured();
    Locator panel = open();

    assertThat(panel.locator(".shared-blocks [data-kind=kernel]")).hasCount(1);
    assertThat(panel.locator(".carrier [data-kind=kernel]")).hasCount(1);
    assertThat(panel.locator(".machine-column [data-kind=kernel]")).hasCount(1);
    Locator block = panel.locator("[data-layer='vm/guest-kernel']");
    block.focus();
    Locator card = panel.locator(".evidence-card:visible");
    assertThat(card).hasAttribute("id", block.getAttribute("aria-describedby"));
    assertThat(card).containsText(value(view, "vm/guest-kernel", "Boot ID"));
    page.keyboard().press("Tab");
    assertThat(card).containsText("Accelerator");
    assertThat(panel.locator(".desktop-drawings")).containsText("a drawing, not measured");
    Accessibility.assertGood(page, "stacks");
    shut();
  }

  @Test
  void looksRightOnEveryScreenAndInTheDark() throws Exception {
    measured();
    Locator panel = open();
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : new int[] {1920, 1280, 820}) {
        page.setViewportSize(width, width == 1920 ? 1080 : width == 820 ? 1180 : 800);
        Chromium.screenshot(page, "stacks-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
        assertThat((Boolean) panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth"))
            .as("nothing is cut off at %s", width)
            .isTrue();
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    shut();
  }

  private Locator open() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stacks")).click();
    Locator panel = page.locator("#stacks-panel");
    assertThat(panel.locator(".machine-stacks"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON.toMillis()));
    return panel;
  }

  private void shut() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stacks")).click();
  }

  private String stacksAddress() {
    return address + "/api/workspaces/" + driver.workspaceId() + "/evidence/stacks";
  }

  /** As soon as the guest, too, has answered while it was measured. */
  private JsonNode measured() throws Exception {
    Eventually.passes(
        Duration.ofSeconds(90),
        () ->
            assertThat(reading(stacks(), "vm/guest-kernel", "Boot ID").get("value").isNull())
                .isFalse());
    return stacks();
  }

  private JsonNode stacks() throws Exception {
    return JSON.readTree(page.request().get(stacksAddress()).text());
  }

  private String inGuest(String... command) throws Exception {
    var labels =
        Map.of("io.sidelab.workspace", driver.workspaceId(), "io.sidelab.machine-name", "vm");
    String id = engine.engine().machines().list(labels).get(0).id();
    List<String> line = new ArrayList<>(List.of("/vm/exec"));
    line.addAll(List.of(command));
    return engine.engine().machines().run(id, new Command(line, SOON)).output().strip();
  }

  private static String line(Path file) throws Exception {
    return Files.readString(file).strip();
  }

  private static List<String> ids(JsonNode view) {
    return StreamSupport.stream(view.get("layers").spliterator(), false)
        .map(layer -> layer.get("id").asText())
        .toList();
  }

  private static String summary(JsonNode view, String layer) {
    return layer(view, layer).get("summary").asText();
  }

  private static String value(JsonNode view, String layer, String label) {
    return reading(view, layer, label).get("value").asText();
  }

  private static JsonNode reading(JsonNode view, String layer, String label) {
    return StreamSupport.stream(layer(view, layer).get("readings").spliterator(), false)
        .filter(reading -> reading.get("label").asText().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode layer(JsonNode view, String id) {
    return StreamSupport.stream(view.get("layers").spliterator(), false)
        .filter(layer -> layer.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
