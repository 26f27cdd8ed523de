package io.sidelab.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sidelab.proxy.PortTarget;
import io.sidelab.proxy.ProxyServer;
import io.sidelab.workspace.MachineView;
import io.sidelab.workspace.WorkspaceFailure;
import io.sidelab.workspace.Workspaces;
import java.util.List;

/** The API of the ports of a workspace's machines: what listens, and a way for a browser there. */
final class PortRoutes {
  private static final int HIGHEST = 65_535;

  private final Gate gate;
  private final Workspaces workspaces;
  private final ProxyServer proxy;

  PortRoutes(Gate gate, Parts parts) {
    this.gate = gate;
    this.workspaces = parts.workspaces();
    this.proxy = parts.proxy();
  }

  void add(RoutesConfig routes) {
    String ports = "/api/workspaces/{id}/machines/{machine}/ports";
    routes.get(ports, this::list);
    routes.post(ports + "/{port}", this::open);
  }

  private record Listening(List<Integer> ports) {}

  private void list(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    gate.admitEngineWork(learner);
    ctx.json(
        new Listening(
            workspaces.ports(learner.id(), ctx.pathParam("id"), ctx.pathParam("machine"))));
  }

  private record Opened(String url) {}

  /** Whether the machine runs and something listens shows when the browser follows the link. */
  private void open(Context ctx) throws Refusal, WorkspaceFailure {
    Learner learner = gate.learner(ctx.req(), ctx.res());
    int port = port(ctx.pathParam("port"));
    gate.admitEngineWork(learner);
    String id = ctx.pathParam("id");
    MachineView machine = machine(learner, id, ctx.pathParam("machine"));
    workspaces.used(learner.id(), id);
    PortTarget target = new PortTarget(learner.id(), id, machine.name(), machine.title(), port);
    ctx.json(new Opened(proxy.admit(target, ctx.req().getServerName())));
  }

  private MachineView machine(Learner learner, String id, String name)
      throws Refusal, WorkspaceFailure {
    return workspaces.find(learner.id(), id).machines().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("This lab has no machine of that name."));
  }

  private static int port(String text) throws Refusal {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > HIGHEST) {
      throw new Refusal(400, "bad_field", "Ports are numbers from 1 to " + HIGHEST + ".");
    }
    return port;
  }
}
