package io.sidelab.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A class that is made up, in all the states that learners are in; for looks only. */
final class FortyLearners {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] NAMES = {
    "Ada Lindqvist",
    "Ben",
    "Chiara",
    "Dmitri",
    "Eun-ji",
    "Farid",
    "Greta Maria Hofstätter",
    "Hiro",
    "Ines",
    "Jonas",
    "Kwame",
    "Lena",
    "Mateo",
    "Nadia",
    "Oskar",
    "Priya",
    "Quentin",
    "Rosa",
    "Sven",
    "Tomasz",
    "Uma",
    "Vera",
    "Wim",
    "Xenia",
    "Yusuf",
    "Zoë",
    "Anouk",
    "Björn",
    "Carmen",
    "David",
    "Elif",
    "Finn",
    "Gesa",
    "Hanne",
    "Ivan",
    "Jule",
    "Kofi",
    "Lotte",
    "Mia",
    "Noah"
  };
  private static final String SHELL =
      "\u001b[1;32mroot@box\u001b[0m:\u001b[1;34m~\u001b[0m# uname -r\r\n6.1.0-31-amd64\r\n"
          + "\u001b[1;32mroot@box\u001b[0m:\u001b[1;34m~\u001b[0m# ps aux\r\n"
          + "USER       PID %CPU %MEM COMMAND\r\nroot         1  0.0  0.1 bash\r\n"
          + "root        17  0.0  0.1 ps aux\r\n";
  private static final String MISTAKES =
      "# \u001b[?25hdokcer ps\r\n\u001b[31mbash: dokcer: command not found\u001b[0m\r\n".repeat(4);

  private final ObjectNode tower;

  /**
   * @param empty a tower of nobody
   */
  FortyLearners(JsonNode empty) {
    this.tower = empty.deepCopy();
    ArrayNode learners = tower.putArray("learners");
    Instant now = Instant.parse(tower.get("now").asText());
    for (int number = 0; number < NAMES.length; number++) {
      add(learners.addObject(), number, now);
    }
    tower.put("medianPassed", 2);
  }

  private static void add(ObjectNode one, int number, Instant now) {
    one.put("id", "learner" + number).put("name", NAMES[number]).put("present", number % 9 != 5);
    one.put("joined", now.minusSeconds(1800).toString());
    boolean begun = number % 13 != 12;
    one.put("lab", begun ? "one-kernel" : "").put("step", begun ? 1 : 0);
    ArrayNode passed = one.putObject("passed").putArray("one-kernel");
    if (number % 3 == 0) {
      passed.add(1);
    }
    one.put("failures", number % 11 == 4 ? 3 : 0).put("hints", number % 4);
    one.put("lastFailure", number % 11 == 4 ? "The file /root/answer is not there yet." : "");
    one.put("stepSince", now.minusSeconds(40L + 31 * number).toString());
    one.put("active", now.minusSeconds(5L + 7 * number).toString());
    if (number % 15 == 7) {
      one.put("hand", now.minusSeconds(60L * number).toString());
    } else {
      one.putNull("hand");
    }
    ArrayNode stuck = one.putArray("stuck");
    if (number % 11 == 4) {
      stuck.add("The check of step 1 failed 3 times.");
      stuck.add("The same error 4 times: bash: dokcer: command not found");
    }
    if (begun) {
      workspace(one.putObject("workspace"), number, now);
    } else {
      one.putNull("workspace");
    }
  }

  private static void workspace(ObjectNode workspace, int number, Instant now) {
    String state = number == 38 ? "queued" : number == 37 ? "starting" : "ready";
    workspace.put("state", state).put("place", number == 38 ? 1 : 0);
    workspace.put("expires", now.plusSeconds(3000).toString()).put("extendable", true);
    workspace
        .putArray("machines")
        .addObject()
        .put("name", "box")
        .put("title", "The box")
        .put("kind", "container")
        .put("image", "debian:12")
        .put("state", "ready")
        .put("terminal", "terminal-" + number)
        .putArray("terminals");
  }

  String tower() {
    return tower.toString();
  }

  /** The same for all but some. */
  String screens() {
    ObjectNode terminals = JSON.createObjectNode();
    for (int number = 0; number < NAMES.length; number++) {
      String text = number % 11 == 4 ? MISTAKES : SHELL;
      terminals
          .putObject("terminal-" + number)
          .put("position", "made-up-stream:" + text.length())
          .put("bytes", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
          .put("reset", true)
          .put("cols", 100)
          .put("rows", 30);
    }
    return JSON.createObjectNode().set("terminals", terminals).toString();
  }
}
