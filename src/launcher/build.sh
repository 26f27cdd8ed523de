# shellcheck shell=bash
# Builds only what changed: a stamp beside the jar holds the hash of everything it was built from.
# Contents are hashed, not times: a git checkout touches times without changing anything.

JAR=target/sidelab.jar
STAMP=target/sidelab.built-from
BUILD_LOG=target/build.log

# macOS has no sha256sum.
if command -v sha256sum >/dev/null; then HASHER=(sha256sum); else HASHER=(shasum -a 256); fi

hash_of_sources() {
  { find pom.xml src/main web \( -name node_modules -o -path web/dist -o -path web/coverage \) -prune \
    -o -type f ! -name '*.tsbuildinfo' -print0 2>/dev/null || true; } |
    LC_ALL=C sort -z | xargs -0 "${HASHER[@]}" | "${HASHER[@]}" | cut -d ' ' -f 1
}

build_is_current() {
  [[ -s $JAR && -r $STAMP && $(<"$STAMP") == "$(hash_of_sources)" ]]
}

build_if_needed() {
  if build_is_current; then return 0; fi
  mkdir -p target
  # Two launchers at once: the second waits, then finds the build done.
  if command -v flock >/dev/null; then
    (
      flock 9
      build_is_current || build
    ) 9>target/sidelab.lock
  else
    build
  fi
}

build() {
  local sources
  sources=$(hash_of_sources)
  # A server that runs keeps the jar it has open; written over, it could not even stop.
  rm -f "$STAMP" "$JAR"
  say "Building Sidelab (log: $BUILD_LOG; the first build fetches its libraries and takes minutes)."
  # Neither the tests nor the style of the code are a matter of those who only want to run it.
  if ! mvn -q -B -Dstyle.color=never -DskipTests -Dmaven.test.skip -Dcheckstyle.skip package >"$BUILD_LOG" 2>&1; then
    show_end_of "$BUILD_LOG" 30
    die "the build failed." "$(likely_cause "$BUILD_LOG")"
  fi
  [[ -s $JAR ]] || die "the build made no $JAR." "Its log is $BUILD_LOG."
  echo "$sources" >"$STAMP"
}

# Replaces the launcher, so that signals and the exit code are the server's own.
run_jar() {
  exec "$JAVA_HOME/bin/java" @src/main/java.options -jar "$JAR" "$@"
}
