package io.sidelab.app;

import java.io.PrintWriter;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server, says where it is, and stays until the process is told to stop. */
final class ServeCommand {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final Settings settings;
  private final PrintWriter out;

  ServeCommand(Settings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
  }

  int run() throws Exception {
    settings.changed().forEach((key, value) -> LOG.info("Setting {} = {}", key, value));
    try (StopSignal signal = new StopSignal()) {
      serveUntil(signal);
      out.println("Stopped.");
    }
    return 0;
  }

  private void serveUntil(StopSignal signal) throws InterruptedException {
    try (SidelabServer server = SidelabServer.start(settings, Clock.systemUTC())) {
      out.println("Sidelab is ready at " + server.address());
      server
          .firstInstructorLink()
          .ifPresent(
              link ->
                  out.println(
                      "No instructor yet. The first one signs up here, once, within 24 hours:\n"
                          + link));
      signal.await();
      out.println("Stopping.");
    }
  }
}
