# shellcheck shell=bash
# A sandbox for each test: a project to build, and a PATH that holds the ordinary tools and the fakes
# the test names, so that neither network nor root nor an engine is needed.

PROJECT=$(cd "$HERE/../../.." && pwd)
BASH_PATH=$(command -v bash)
ORDINARY_TOOLS="awk bash cat chmod cp cut date df dirname env find flock grep head id mkdir nohup paste perl readlink
  rm sed setsid sha256sum sleep sort tail timeout touch tr uname xargs"

# A project to build and a system with everything in it but what a test takes away.
make_sandbox() {
  export SANDBOX=$1
  mkdir -p "$SANDBOX"/{tools,fakes,jvm,run,packages,project/src/main,project/web}
  cp -a "$PROJECT/sidelab" "$SANDBOX/project/"
  cp -a "$PROJECT/src/launcher" "$SANDBOX/project/src/"
  echo pom >"$SANDBOX/project/pom.xml"
  echo code >"$SANDBOX/project/src/main/Main.java"
  # Fakes have a folder of their own, first on PATH: written over one of these links, a fake would
  # replace the real tool of this machine.
  local tool
  for tool in $ORDINARY_TOOLS; do ln -s "$(command -v "$tool")" "$SANDBOX/tools/$tool"; done
  for tool in npm mmdebstrap curl docker-registry busybox shellcheck chromium; do give "$tool" 'exit 0'; done
  give node 'echo v20.1.0'
  make_jdk "$SANDBOX/jvm/jdk-17" 17.0.15
  touch "$SANDBOX/keyring" "$SANDBOX/calls"
  system debian 'Debian GNU/Linux 12'
  PREPARE=:
}

# Shell code that the launcher runs in the sandbox before its main.
prepare() { PREPARE=$1; }

give() {
  printf '#!%s\n%s\n' "$BASH_PATH" "$2" >"$SANDBOX/fakes/$1"
  chmod +x "$SANDBOX/fakes/$1"
}

# A java that shows what it was called with, and as which process.
make_jdk() {
  mkdir -p "$1/bin"
  # shellcheck disable=SC2016 # expanded by that java
  printf '#!%s\necho "java %s DOCKER_HOST=${DOCKER_HOST:-} pid=$$ arguments:"\nprintf "<%%s>" "$@"\nexit "${JAVA_EXIT:-0}"\n' \
    "$BASH_PATH" "$2" >"$1/bin/java"
  cp "$1/bin/java" "$1/bin/javac"
  chmod +x "$1"/bin/*
  echo "JAVA_VERSION=\"$2\"" >"$1/release"
}

system() { printf 'ID=%s\nPRETTY_NAME="%s"\n' "$1" "$2" >"$SANDBOX/os-release"; }

take_away() {
  local name
  for name; do rm -f "$SANDBOX/fakes/$name" "$SANDBOX/tools/$name"; done
}

fakes() {
  local folder
  for folder; do cp -a "$HERE/fakes/$folder/." "$SANDBOX/fakes/"; done
}

socket_at() { perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => $ARGV[0], Listen => 1) or die' "$1"; }

# What runs in the sandbox: the launcher's functions with the sandbox in place of the system, then its main.
# shellcheck disable=SC2016 # expanded in there
LAUNCH='cd /
source "$SANDBOX/project/sidelab"
OS_RELEASE=$SANDBOX/os-release DEBIAN_KEYRING=$SANDBOX/keyring BUSYBOX=$SANDBOX/fakes/busybox JDK_FOLDERS=$SANDBOX/jvm
ENGINE_SOCKET=$SANDBOX/run/docker.sock ENGINE_FOLDERS=$SANDBOX/none INIT_SCRIPT=$SANDBOX/none
SYSTEMD_RUNS=$SANDBOX/run/systemd START_SECONDS=2
as_root() { "$@"; }
eval "$PREPARE"
main "$@"'

# Runs the launcher with "$@"; its output is in $SANDBOX/output and its exit code in CODE.
launch() {
  CODE=0
  env -i PATH="$SANDBOX/fakes:$SANDBOX/tools" HOME="$SANDBOX" SANDBOX="$SANDBOX" PREPARE="$PREPARE" ${SETTINGS:+"$SETTINGS"} \
    "$BASH_PATH" -c "$LAUNCH" launcher "$@" >"$SANDBOX/output" 2>&1 </dev/null || CODE=$?
}

with_engine() {
  fakes engine-that-answers
  socket_at "$SANDBOX/run/docker.sock"
}

expect_code() { [[ $CODE == "$1" ]] || fail "exit code $CODE instead of $1"; }
expect() { grep -qF -- "$1" "$SANDBOX/output" || fail "the output does not have: $1"; }
expect_not() { ! grep -qF -- "$1" "$SANDBOX/output" || fail "the output has: $1"; }
expect_calls() { [[ $(grep -cE "$1" "$SANDBOX/calls") == "$2" ]] || fail "not $2 calls of $1: $(cat "$SANDBOX/calls")"; }

fail() {
  echo "    $*"
  sed 's/^/    | /' "$SANDBOX/output"
  exit 1
}

