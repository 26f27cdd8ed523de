# shellcheck shell=bash
# What Sidelab needs from the system, why, and whether it is there.

MINIMUM_NODE=18
DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
BUSYBOX=/bin/busybox

# The needs of a part of the set-up; an unknown or empty part needs nothing.
needs_of() {
  case $1 in
    engine) echo "engine asker" ;;
    java) echo "jdk" ;;
    build) echo "jdk maven node npm" ;;
    images) if manager_has mmdebstrap; then echo "mmdebstrap keyring"; fi ;;
    benchmark) echo "busybox" ;;
    tests) echo "cli browser registry busybox shellcheck" ;;
  esac
}

# A program that runs in an image with nothing else in it.
is_static() { [[ -x $1 ]] && ! ldd "$1" >/dev/null 2>&1; }

has() { command -v "$1" >/dev/null 2>&1; }

is_missing() {
  case $1 in
    engine) ! engine_exists ;;
    asker) ! has docker && ! has curl ;;
    jdk) ! find_jdk ;;
    maven) ! has mvn ;;
    node) (($(node_version) < MINIMUM_NODE)) ;;
    npm) ! has npm ;;
    mmdebstrap) ! has mmdebstrap ;;
    keyring) [[ ! -e $DEBIAN_KEYRING ]] ;;
    cli) ! has docker ;;
    browser) ! find_browser >/dev/null ;;
    registry) ! has docker-registry ;;
    busybox) ! is_static "$BUSYBOX" ;;
    shellcheck) ! has shellcheck ;;
  esac
}

# NAME, a tab, WHY.
describe() {
  case $1 in
    engine) printf 'Docker Engine\truns the containers and VMs of the labs' ;;
    asker) printf 'curl\tasks the engine whether it is up' ;;
    jdk) printf 'JDK %s or newer\tbuilds and runs the server' "$MINIMUM_JAVA" ;;
    maven) printf 'Maven\tbuilds the server' ;;
    node) printf 'Node %s or newer\tbuilds the pages' "$MINIMUM_NODE" ;;
    npm) printf 'npm\tfetches the libraries of the pages' ;;
    mmdebstrap) printf 'mmdebstrap\tmakes images without a registry' ;;
    keyring) printf 'Debian keyring\tproves that their packages are genuine' ;;
    cli) printf 'Docker client\tlets the tests look at the engine from outside' ;;
    browser) printf 'Chromium\tis the browser of the tests' ;;
    registry) printf 'Docker registry\tis the registry of the tests, on loopback' ;;
    busybox) printf 'static BusyBox\tis the small image of tests and benchmark' ;;
    shellcheck) printf 'ShellCheck\tchecks the shell scripts' ;;
  esac
}

node_version() {
  local version=
  if has node; then version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p'); fi
  echo "${version:-0}"
}

# Ubuntu's chromium-browser may be a stub that only points to the snap, so it counts last.
find_browser() {
  local name
  for name in chromium google-chrome google-chrome-stable chromium-browser; do
    if command -v "$name"; then return 0; fi
  done
  return 1
}

# Sets MISSING to what the given parts need and the system lacks, each once.
find_missing() {
  local part need
  MISSING=
  for part in "$@"; do
    for need in $(needs_of "$part"); do
      if [[ " $MISSING " != *" $need "* ]] && is_missing "$need"; then
        MISSING="${MISSING:+$MISSING }$need"
      fi
    done
  done
  [[ -n $MISSING ]]
}

show_missing() {
  local need name why
  say "Sidelab needs these parts, which this machine ($(system_name)) does not have yet:"
  say
  say "$(printf '  %-17s %-51s %s' PART PACKAGE WHY)"
  for need in $MISSING; do
    IFS=$'\t' read -r name why < <(describe "$need" && echo)
    say "$(printf '  %-17s %-51s %s' "$name" "$(shown_package "$need")" "$why")"
  done
  say
}
