# shellcheck shell=bash
# `./sidelab test`: every check runs, also after one has failed; the end names those that failed.

run_all_checks() {
  FAILED=
  check "shell scripts" check_shell_scripts
  check "launcher" src/test/launcher/launcher-test
  check "server, labs and pages" run_maven "$@"
  if (($#)); then
    say "Not run, because arguments for Maven were given: the server as an image."
  else
    check "server as an image" src/test/launcher/image-test
  fi
  [[ -z $FAILED ]] || die "failed:$FAILED"
  say "All tests passed."
}

check() {
  say "== $1"
  if ! "${@:2}"; then
    say "== $1: FAILED"
    FAILED="${FAILED:+$FAILED,} $1"
  fi
}

run_maven() {
  mvn -B --no-transfer-progress -Dsidelab.test.browser="$(find_browser)" "$@" verify
}

check_shell_scripts() { shell_scripts | xargs -0 shellcheck --external-sources; }

# All files that begin with a shell's shebang or say to ShellCheck which shell they are for.
shell_scripts() {
  local file first
  while IFS= read -r -d '' file; do
    IFS= read -r first <"$file" 2>/dev/null || true
    if [[ $first =~ ^(#!.*[/ ](ba|da)?sh( |$)|# shellcheck shell=) ]]; then printf '%s\0' "$file"; fi
  done < <(project_files) 2>/dev/null
}

# Without git (an unpacked archive), all files but what builds and runs leave behind.
project_files() {
  git ls-files -z --cached --others --exclude-standard 2>/dev/null ||
    find . \( -name node_modules -o -path ./target -o -path ./data -o -path ./web/dist \) -prune -o -type f -print0
}
