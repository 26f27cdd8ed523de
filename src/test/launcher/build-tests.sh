# shellcheck shell=bash
# The JDK, the build, and the hand-over to the jar.

leavesAnOldJavaHomeForANewerJdk() {
  with_engine
  fakes maven-that-builds
  make_jdk "$SANDBOX/jvm/a-jdk-8" 1.8.0_402
  SETTINGS="JAVA_HOME=$SANDBOX/jvm/a-jdk-8" launch up
  expect_code 0
  expect "is not a JDK 17 or newer"
  expect "java 17.0.15"
}

aJreIsNoJdk() {
  with_engine
  fakes maven-that-builds apt-that-installs-nothing
  rm "$SANDBOX/jvm/jdk-17/bin/javac"
  launch up
  expect_code 1
  expect "JDK 17 or newer"
}

buildsOnceForTwoStarts() {
  with_engine
  fakes maven-that-builds
  launch up
  touch "$SANDBOX/project/pom.xml"
  launch up
  expect_code 0
  expect_calls mvn 1
}

asksForNoBuildToolsWhenNothingChanged() {
  with_engine
  fakes maven-that-builds
  launch up
  take_away mvn npm node
  launch up
  expect_code 0
}

buildsAgainWhenASourceChanges() {
  with_engine
  fakes maven-that-builds
  launch up
  echo changed >"$SANDBOX/project/src/main/Main.java"
  launch up
  mv "$SANDBOX/project/src/main/Main.java" "$SANDBOX/project/src/main/Renamed.java"
  launch up
  expect_calls mvn 3
}

leavesARunningServerTheJarThatItHasOpen() {
  with_engine
  fakes maven-that-builds
  launch up
  exec 7<"$SANDBOX/project/target/sidelab.jar"
  echo changed >"$SANDBOX/project/src/main/Main.java"
  launch up
  [[ $(stat -L -c %i /proc/self/fd/7) != $(stat -c %i "$SANDBOX/project/target/sidelab.jar") ]] ||
    fail "the jar was written over"
  exec 7<&-
}

aFailedBuildShowsItsEndAndLeavesNoStamp() {
  with_engine
  fakes maven-that-builds
  launch up
  echo changed >"$SANDBOX/project/pom.xml"
  fakes maven-that-fails
  launch up
  expect_code 1
  expect "| [ERROR] COMPILATION ERROR: ';' expected"
  expect_not "<serve>"
  echo pom >"$SANDBOX/project/pom.xml"
  launch up
  expect_code 1
}

aBuildWithoutNetworkSaysSo() {
  with_engine
  fakes maven-without-network
  launch up
  expect_code 1
  expect "The network did not answer"
}

aBuildWithoutAJarIsAFailure() {
  with_engine
  fakes maven-that-makes-no-jar
  launch up
  expect_code 1
  expect "made no target/sidelab.jar"
}

theExitCodeAndTheProcessAreTheServers() {
  with_engine
  fakes maven-that-builds
  prepare 'echo "launcher pid=$$ "'
  SETTINGS="JAVA_EXIT=7" launch up
  expect_code 7
  [[ $(grep -o 'pid=[0-9]*' "$SANDBOX/output" | sort -u | wc -l) == 1 ]] || fail "the server is another process"
}

keepsYesAndHandsOnTheRest() {
  with_engine
  fakes maven-that-builds
  launch up --yes --title "two words" -y -- --yes
  expect "<serve><--title><two words><--><--yes>"
}

handsOtherCommandsToTheJar() {
  fakes maven-that-builds
  launch check "two words"
  expect_code 0
  expect "<check><two words>"
}

explainsItselfWithoutABuild() {
  launch
  expect_code 0
  expect "Usage: ./sidelab COMMAND"
  expect "serve [OPTIONS]"
}


everyCheckRunsAndAFailureCounts() {
  with_engine
  fakes maven-that-fails
  prepare 'project_files() { :; }; check_shell_scripts() { false; }'
  launch test -Dtest=None
  expect_code 1
  expect "failed: shell scripts, launcher, server, labs and pages"
}

findsShellScriptsByTheirFirstLine() {
  printf '#!/bin/sh\n' >"$SANDBOX/project/a script"
  printf '#!/usr/bin/env python3\n' >"$SANDBOX/project/b"
  # shellcheck disable=SC2016 # expanded in the sandbox
  prepare 'cd "$ROOT"; shell_scripts | tr "\0" "\n"'
  launch help
  expect "./a script"
  expect "./sidelab"
  expect "./src/launcher/build.sh"
  expect_not "./b"
}
