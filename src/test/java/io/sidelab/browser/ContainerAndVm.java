package io.sidelab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.testing.ServerProcess;
import io.sidelab.testing.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server, and one learner in one workspace of a container and a VM, which all tests share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContainerAndVm {
  static final Duration SOON = Duration.ofSeconds(30);
  static final List<String> BOTH = List.of("container", "vm");

  /** Building the images from nothing takes minutes on a slow host. */
  private static final double IMAGES = 20 * 60_000;

  @TempDir static Path data;

  TestEngine engine;
  Chromium chromium;
  ServerProcess server;
  String address;
  BrowserContext learner;
  PageFaults faults;
  Page page;
  LabPageDriver driver;

  @BeforeAll
  final void start() throws Exception {
    engine = new TestEngine();
    chromium = new Chromium();
    server = new ServerProcess(data);
    address = server.start();
    learner = chromium.learner(1440, 900, ColorScheme.LIGHT);
    faults = new PageFaults(learner);
    page = learner.newPage();
    driver = new LabPageDriver(page);
    page.navigate(address);
    page.locator("[data-start=" + lab() + "]").click();
    page.waitForURL("**/workspaces/**");
    assertThat(driver.machine("vm").locator(".machine-state"))
        .hasText("running", new LocatorAssertions.HasTextOptions().setTimeout(IMAGES));
  }

  /** Which one is started: of a container and a VM with these names. */
  String lab() {
    return "one-kernel";
  }

  @AfterAll
  final void stop() throws Exception {
    learner.close();
    server.close();
    chromium.close();
    engine.close();
  }

  @BeforeEach
  final void clearScreens() throws Exception {
    page.setViewportSize(1440, 900);
    for (String kind : BOTH) {
      driver.awaitPrompt(kind);
      driver.type(kind, "clear");
    }
  }

  @AfterEach
  final void nothingComplains() {
    faults.assertNone();
  }
}
