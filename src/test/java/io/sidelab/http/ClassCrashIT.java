package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.engine.Command;
import io.sidelab.engine.Labelled;
import io.sidelab.testing.Eventually;
import io.sidelab.testing.TestEngine;
import io.sidelab.testing.WrittenLab;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed in the middle of a class, and started again. */
@Timeout(300)
class ClassCrashIT {
  private static final int LEARNERS = 5;
  private static final Duration START = Duration.ofMinutes(2);

  /** From the moment the new server answers. */
  private static final Duration BACK = Duration.ofSeconds(10);

  @TempDir Path data;
  @TempDir Path labs;

  private TestEngine engine;
  private ClassProcess server;
  private Visitor ada;
  private JsonNode workshop;
  private final List<Seat> seats = new ArrayList<>();

  /** One learner with their browser and their lab. */
  private record Seat(
      String name,
      Visitor browser,
      String classId,
      String workspace,
      String terminal,
      String container) {}

  @BeforeEach
  void start() throws Exception {
    engine = new TestEngine();
    new WrittenLab(
            labs,
            "box",
            "box: {image: \"%s\", memory: 32 MiB, network: none}".formatted(engine.busybox()))
        .step(
            """
            ```check machine=box
            [ -e /root/done ] || { echo "There is no /root/done yet; touch makes one."; exit 1; }
            ```
            ```hint
            touch /root/done
            ```
            ```solution
            touch /root/done
            ```
            """)
        .step("The end.\n");
    server = new ClassProcess(data, labs);
    ada = server.firstInstructor("Ada");
    workshop = server.prepare(ada, LEARNERS + 1, "box");
    assertThat(ada.post(ClassProcess.path(workshop) + "/open", null).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws Exception {
    try {
      end();
    } finally {
      server.close();
      List<Labelled> left = server.containers(engine);
      for (Labelled machine : left) {
        engine.engine().machines().remove(machine.id());
      }
      assertThat(left).as("containers left").isEmpty();
      engine.close();
    }
  }

  private void end() throws Exception {
    Eventually.until(
        "the workshop is deleted",
        START,
        () -> {
          int status = ada.delete(ClassProcess.path(workshop)).statusCode();
          return status == 204 || status == 404;
        });
  }

  @Test
  void everybodyIsBackInTheirOwnMachineAndNothingIsForgotten() throws Exception {
    for (int number = 1; number <= LEARNERS; number++) {
      seats.add(takeSeat("Learner " + number));
    }
    for (Seat seat : seats) {
      work(seat);
    }
    Map<String, String> progress = progress();
    assertThat(progress)
        .hasSize(LEARNERS)
        .allSatisfy((name, passed) -> assertThat(passed).contains("1"));
    Eventually.until("seats are held", START, this::held);

    server.server.kill();
    long killed = System.nanoTime();
    server.server.start();
    long up = System.nanoTime();

    for (Seat seat : seats) {
      Eventually.passes(BACK, () -> isBack(seat));
    }
    Duration back = Duration.ofNanos(System.nanoTime() - up);
    System.out.printf(
        "killed to answering %d ms, then all %d learners back within %d ms%n",
        Duration.ofNanos(up - killed).toMillis(), LEARNERS, back.toMillis());
    assertThat(progress()).isEqualTo(progress);
    Eventually.until("seats are held again", BACK, this::held);
    assertTheDoorIsOpenForAnother();
  }

  private Seat takeSeat(String name) throws Exception {
    Visitor browser = server.visitor();
    HttpResponse<String> joined =
        ClassFixture.tryToJoin(browser, workshop.path("code").asText(), name);
    assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
    String classId = Visitor.json(joined).path("id").asText();
    JsonNode started =
        Visitor.json(browser.post("/api/classes/" + classId + "/labs/box/start", null));
    String workspace = started.path("id").asText();
    Eventually.until(
        name + " has a machine", START, () -> state(browser, workspace).equals("ready"));
    String terminal = workspace(browser, workspace).at("/machines/0/terminal").asText();
    List<Labelled> containers =
        server.containers(engine).stream()
            .filter(one -> workspace.equals(one.labels().get("io.sidelab.workspace")))
            .toList();
    assertThat(containers).hasSize(1);
    return new Seat(name, browser, classId, workspace, terminal, containers.get(0).id());
  }

  /** A marker in the machine's memory only, a step passed, and a word on the screen. */
  private void work(Seat seat) throws Exception {
    try (SocketClient tab = open(seat)) {
      tab.type("MARK='" + seat.name() + "'; touch /root/done; echo mine-$((40+2))\n");
      Eventually.until("it is typed", START, () -> tab.shown().contains("mine-42"));
    }
    String check = "/api/workspaces/" + seat.workspace() + "/steps/1/check";
    Eventually.until(
        "the check passes",
        START,
        () -> Visitor.json(seat.browser().post(check, null)).path("passed").asBoolean());
  }

  /** The page by its cookie, the same terminal with what stood there, the shell that ran before. */
  private void isBack(Seat seat) throws Exception {
    HttpResponse<String> page = seat.browser().get("/workspaces/" + seat.workspace());
    assertThat(page.statusCode()).isEqualTo(200);
    JsonNode now = workspace(seat.browser(), seat.workspace());
    assertThat(now.path("state").asText()).isEqualTo("ready");
    assertThat(now.at("/machines/0/terminal").asText()).isEqualTo(seat.terminal());
    try (SocketClient tab = open(seat)) {
      Eventually.passes(BACK, () -> assertThat(tab.shown()).contains("mine-42"));
      tab.type("echo \"again: $MARK\"\n");
      Eventually.passes(BACK, () -> assertThat(tab.shown()).contains("again: " + seat.name()));
    }
    assertThat(
            engine
                .engine()
                .machines()
                .run(seat.container(), new Command(List.of("ls", "/root/done"), BACK))
                .succeeded())
        .isTrue();
  }

  private void assertTheDoorIsOpenForAnother() throws Exception {
    Visitor late = server.visitor();
    HttpResponse<String> joined =
        ClassFixture.tryToJoin(late, workshop.path("code").asText(), "Late");
    assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
    JsonNode tower = ClassProcess.tower(ada, workshop);
    Set<String> names = new HashSet<>();
    tower.path("learners").forEach(row -> names.add(row.path("name").asText()));
    assertThat(names).hasSize(LEARNERS + 1).contains("Late", "Learner 1");
  }

  private boolean held() throws Exception {
    return ClassProcess.tower(ada, workshop).at("/workshop/held").asBoolean();
  }

  /** What each learner has passed, as the instructor sees it: by the same session as before. */
  private Map<String, String> progress() throws Exception {
    Map<String, String> progress = new TreeMap<>();
    for (JsonNode row : ClassProcess.tower(ada, workshop).path("learners")) {
      progress.put(row.path("name").asText(), row.path("passed").toString());
    }
    return progress;
  }

  private SocketClient open(Seat seat) {
    return SocketClient.open(server.server.port(), seat.terminal(), seat.browser().cookie);
  }

  private static String state(Visitor browser, String workspace) throws Exception {
    return workspace(browser, workspace).path("state").asText();
  }

  private static JsonNode workspace(Visitor browser, String workspace) throws Exception {
    return Visitor.json(browser.get("/api/workspaces/" + workspace));
  }
}
