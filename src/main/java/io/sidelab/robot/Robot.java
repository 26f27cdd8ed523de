package io.sidelab.robot;

import io.sidelab.content.Lab;
import io.sidelab.workspace.Solutions;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/** Plays labs on a running server, each as a learner of its own. Used by one thread. */
public final class Robot {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;
  private final Solutions solutions;
  private final Patience patience;

  /**
   * @param server its address, such as {@code http://localhost:8080}
   * @param solutions on the server's engine
   */
  public Robot(URI server, Solutions solutions, Patience patience) {
    this.server = server;
    this.solutions = solutions;
    this.patience = patience;
  }

  /**
   * Plays the labs, one after another, and tells how it goes; returns whether all could be played
   * to their end.
   *
   * @param folder of the labs as the author named it, put before the files that have faults
   * @throws InterruptedException when interrupted; workspaces may then go on
   */
  public boolean play(List<Lab> labs, String folder, PrintWriter out) throws InterruptedException {
    Story story = new Story(folder, out);
    for (Lab lab : labs) {
      Learner learner = new Learner(client, server);
      new LabPlay(lab, learner, any -> "/api/workspaces", solutions, patience, story).play();
    }
    return story.ends();
  }
}
