# shellcheck shell=bash
# Finds the JDK. It reads the `release` file of each candidate instead of starting it: a JVM's start
# alone would cost more than all else the launcher does.

MINIMUM_JAVA=17
JDK_FOLDERS=/usr/lib/jvm

# Sets and exports JAVA_HOME to the first JDK that is new enough: the one the user chose, the one on
# PATH, then any installed one.
find_jdk() {
  local home
  while read -r home; do
    if (($(java_version_of "$home") >= MINIMUM_JAVA)); then
      note_other_jdk "$home"
      export JAVA_HOME=$home
      return 0
    fi
  done < <(jdk_candidates)
  return 1
}

jdk_candidates() {
  local compiler
  if [[ -n ${JAVA_HOME:-} ]]; then echo "$JAVA_HOME"; fi
  if compiler=$(command -v javac); then
    compiler=$(readlink -f "$compiler")
    echo "${compiler%/bin/javac}"
  fi
  # macOS keeps its JDKs elsewhere and has a tool that knows.
  if [[ -x /usr/libexec/java_home ]]; then /usr/libexec/java_home 2>/dev/null || true; fi
  find "$JDK_FOLDERS" -mindepth 1 -maxdepth 1 -type d 2>/dev/null | sort
}

# Prints the major version of the JDK in folder $1; 0 when there is none, or only a JRE.
java_version_of() {
  local version=
  if [[ -x $1/bin/java && -x $1/bin/javac ]]; then
    if [[ -r $1/release ]]; then
      version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release")
    else
      version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1)
    fi
  fi
  echo "${version:-0}"
}

note_other_jdk() {
  if [[ -n ${JAVA_HOME:-} && $1 != "$JAVA_HOME" ]]; then
    say "JAVA_HOME=$JAVA_HOME is not a JDK $MINIMUM_JAVA or newer; using $1 instead."
  fi
}
