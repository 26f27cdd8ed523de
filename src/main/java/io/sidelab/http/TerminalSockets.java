package io.sidelab.http;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * Terminal sockets at {@value #PATH}. They are a servlet of their own beside the framework's: its
 * sockets read on without being asked, so a program that takes no input could not stop a browser.
 */
public final class TerminalSockets {
  private static final String PATH = "/ws/terminals/*";

  private final TerminalServlet servlet;

  public TerminalSockets(TerminalAccess access, TerminalSocketSettings settings) {
    this.servlet = new TerminalServlet(access, settings);
  }

  /** Adds the sockets to a server that has not been started. They end with it. */
  public void mount(JavalinConfig config) {
    config.jetty.modifyServletContextHandler(
        context -> context.addServlet(new ServletHolder(servlet), PATH));
  }

  /** Sockets open now. */
  public int open() {
    return servlet.open();
  }
}
