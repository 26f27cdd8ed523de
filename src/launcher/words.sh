# shellcheck shell=bash
# How the launcher speaks. Its own words go to stderr, so that stdout stays the command's.

say() { printf '%s\n' "$*" >&2; }

# Ends the launcher: first the sentence that says what is wrong, then one line for each next step.
die() {
  say "sidelab: $1"
  shift
  local step
  for step in "$@"; do say "  $step"; done
  exit 1
}

# Asks on a terminal; without one, with --yes and in CI the answer is yes.
confirm() {
  if [[ $ASSUME_YES == yes || -n ${CI:-} || ! -t 0 ]]; then return 0; fi
  local answer
  read -r -p "$1 [Y/n] " answer
  [[ -z $answer || $answer == [yY]* ]]
}

show_end_of() {
  local log=$1 lines=${2:-20}
  if [[ -r $log ]]; then
    say "The last lines of $log:"
    tail -n "$lines" "$log" | sed 's/^/  | /' >&2
  fi
}

# One sentence on why a download or an installation failed, read from its log.
likely_cause() {
  local log=$1
  if grep -qiE 'no space left|enough free (disk )?space|ENOSPC' "$log"; then
    echo "The disk is full: make room (free here: $(free_space "$ROOT"), on /: $(free_space /)), then try again."
  elif grep -qiE 'temporary failure resolving|could not resolve|unknown ?host|ENOTFOUND|EAI_AGAIN|network is unreachable|could not connect|connection (timed out|refused)|ETIMEDOUT|ECONNREFUSED|unable to connect' "$log"; then
    echo "The network did not answer: check the connection and the proxy settings, then try again."
  elif grep -qiE 'PKIX|certificate verif|local issuer certificate|SELF_SIGNED_CERT' "$log"; then
    echo "A certificate was not trusted: if a proxy inspects TLS here, add its CA to this system, then try again."
  else
    echo "The log above says why."
  fi
}

free_space() { df -Ph "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }
