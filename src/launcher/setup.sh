# shellcheck shell=bash
# Puts the parts together: what is missing is installed, the engine runs, or there is a sentence.

# Makes ready the given parts of the set-up (see needs_of).
set_up() {
  # An engine that the user named is asked first: installing a lot before saying "it is down" helps nobody.
  if [[ -n ${DOCKER_HOST:-} ]] && ! is_missing asker; then ensure_engine; fi
  if find_missing "$@"; then
    install_missing
    hash -r
    if find_missing "$@"; then
      show_missing
      die "these parts are still missing after the installation." "The log is $INSTALL_LOG."
    fi
  fi
  find_jdk || true
  ensure_engine
  note_architecture
}

# The same without installing anything.
require() {
  if find_missing "$@"; then
    show_missing
    show_commands
    die "nothing was installed." "On Debian and Ubuntu, ./sidelab up installs it."
  fi
}

note_architecture() {
  case $(uname -m) in
    x86_64 | amd64) ;;
    *) say "The VM images are made for amd64; on this $(uname -m) machine the labs run their containers only." ;;
  esac
}
