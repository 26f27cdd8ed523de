# shellcheck shell=bash
# What is missing, what is installed, and what is said.

installsWhatIsMissingAfterSayingWhatAndWhy() {
  fakes apt-that-installs maven-that-builds engine-that-answers-once-started
  mv "$SANDBOX"/fakes/{mvn,docker,dockerd,npm} "$SANDBOX/packages/"
  mv "$SANDBOX/jvm/jdk-17" "$SANDBOX/jdk"
  ln -s "$SANDBOX/jdk/bin/javac" "$SANDBOX/packages/javac"
  take_away systemctl
  launch up --port 9000
  expect_code 0
  expect "Docker Engine     docker.io apparmor"
  expect "runs the containers and VMs of the labs"
  expect "openjdk-17-jdk-headless or default-jdk-headless"
  expect_calls 'apt-get .* update$' 1
  expect_calls 'install --yes --no-install-recommends docker.io apparmor default-jdk-headless maven npm$' 1
  expect "<serve><--port><9000>"
}

touchesNoPackageWhenNothingIsMissing() {
  with_engine
  fakes apt-that-installs maven-that-builds
  launch up
  expect_code 0
  expect_calls apt-get 0
}

showsTheCommandsOfOtherSystemsAndRunsNone() {
  fakes apt-that-installs
  local id
  for id in fedora:dnf arch:pacman opensuse-leap:zypper; do
    system "${id%:*}" "Other Linux"
    launch up
    expect_code 1
    expect "sudo ${id#*:} "
    expect "maven"
    expect "sudo systemctl enable --now docker"
    expect_not "mmdebstrap "
  done
  expect_calls apt-get 0
}

knowsHomebrew() {
  fakes mac
  rm "$SANDBOX/os-release"
  take_away npm mmdebstrap
  launch up
  expect_code 1
  expect "brew install docker-desktop maven node"
}

goesOnElsewhereWhenNothingIsMissing() {
  with_engine
  fakes maven-that-builds
  system void "Void Linux"
  launch up
  expect_code 0
  expect "<serve>"
}

knowsRelativesOfDebianByTheirIdLike() {
  printf 'ID=linuxmint\nID_LIKE="ubuntu debian"\n' >"$SANDBOX/os-release"
  fakes apt-that-installs-nothing
  launch up
  expect_code 1
  expect "these parts are still missing after the installation"
}

saysThatTheNetworkIsDown() {
  fakes apt-without-network
  launch up
  expect_code 1
  expect "The network did not answer"
}

saysThatTheDiskIsFull() {
  fakes apt-on-a-full-disk
  launch up
  expect_code 1
  expect "The disk is full"
}

refusesAReleaseWithAnOldNodeBeforeInstalling() {
  with_engine
  fakes apt-with-an-old-node node-that-is-too-old maven-that-builds
  launch up
  expect_code 1
  expect "the newest Node that apt-get knows here is 12.22.12"
  expect_calls ' install ' 0
}

explainsUbuntusChromium() {
  with_engine
  fakes apt-without-chromium maven-that-builds
  take_away chromium
  system ubuntu "Ubuntu 24.04 LTS"
  launch test
  expect_code 1
  expect "only a pointer to a snap"
  expect_calls ' install ' 0
}

acceptsAnotherChromeForTheTests() {
  take_away chromium
  give google-chrome 'exit 0'
  prepare 'find_browser'
  launch help
  expect "/fakes/google-chrome"
}

backupAndRestoreGoToTheJarAsTheyAre() {
  with_engine
  fakes maven-that-builds
  launch backup "/tmp/a file.zip" --data other
  expect_code 0
  expect "<backup>"
  expect "</tmp/a file.zip>"
  launch restore file.zip --replace
  expect "<restore>"
  expect "<--replace>"
}

otherCommandsInstallNothing() {
  fakes apt-that-installs
  launch check labs
  expect_code 1
  expect "sudo apt-get install maven"
  expect_calls apt-get 0
}
