# shellcheck shell=bash
# Which engine is used, and how one that is down is started.

aClientAloneIsNoEngine() {
  fakes engine-that-is-never-there maven-that-builds apt-that-installs-nothing
  launch up
  expect_code 1
  expect "Docker Engine "
}

asksTheNamedEngineBeforeAnythingElse() {
  fakes engine-that-is-never-there apt-that-installs dockerd-that-dies-at-once
  SETTINGS="DOCKER_HOST=unix:///nonexistent" launch up
  expect_code 1
  expect "DOCKER_HOST=unix:///nonexistent does not answer"
  expect_not "failed to start daemon"
  expect_calls apt-get 0
}

tellsAUserOutsideTheGroupWhatToDo() {
  fakes maven-that-builds engine-that-answers
  prepare 'engine_state() { echo denied; }; id() { echo learner; }'
  launch up
  expect_code 1
  expect "sudo usermod -aG docker learner"
}

tellsANewMemberToLogInAgain() {
  fakes maven-that-builds engine-that-answers
  prepare 'engine_state() { echo denied; }; id() { echo docker; }'
  launch up
  expect_code 1
  expect "newgrp docker"
}

findsARootlessEngine() {
  fakes maven-that-builds engine-that-answers
  mkdir "$SANDBOX/user"
  socket_at "$SANDBOX/user/docker.sock"
  SETTINGS="XDG_RUNTIME_DIR=$SANDBOX/user" launch up
  expect_code 0
  expect "DOCKER_HOST=unix://$SANDBOX/user/docker.sock"
}

doesNotConsiderADockerContextAndSaysSo() {
  with_engine
  fakes maven-that-builds
  mkdir "$SANDBOX/.docker"
  echo '{ "currentContext": "cluster" }' >"$SANDBOX/.docker/config.json"
  launch up
  expect_code 0
  expect "context 'cluster' is not considered"
}

startsAnEngineThatIsDown() {
  fakes maven-that-builds engine-that-answers-once-started
  take_away systemctl
  launch up
  expect_code 0
  expect "installed but down: starting it"
}

startsItThroughSystemdWhereThatRuns() {
  fakes maven-that-builds engine-that-answers-once-started
  mkdir "$SANDBOX/run/systemd"
  launch up
  expect_code 0
  expect_calls '^systemctl start docker$' 1
}

showsTheLogOfAnEngineThatDies() {
  fakes maven-that-builds engine-that-is-never-there dockerd-that-dies-at-once
  launch up
  expect_code 1
  expect "| failed to start daemon: no cgroups here"
  expect "ended right after its start"
}

stopsWaitingForAnEngineThatNeverAnswers() {
  fakes maven-that-builds engine-that-is-never-there dockerd-that-never-answers
  launch up
  expect_code 1
  expect "| waiting for containerd"
  expect "did not answer within 2 seconds"
}
