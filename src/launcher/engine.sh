# shellcheck shell=bash
# Finds the engine and starts it when it is installed and down. An engine is what answers on a
# socket, or a dockerd that can be started; a `docker` command alone is only a client.

ENGINE_SOCKET=/var/run/docker.sock
ENGINE_FOLDERS=/usr/sbin:/sbin:/usr/local/sbin
INIT_SCRIPT=/etc/init.d/docker
SYSTEMD_RUNS=/run/systemd/system
START_SECONDS=30
ENGINE_LOG=data/dockerd.log

# Runs a command for at most $1 seconds, where the system has `timeout` (macOS has not).
within() {
  if has timeout; then timeout "$@"; else "${@:2}"; fi
}

# Prints what the engine at address $1 is: answers, absent, denied or silent.
engine_state() {
  local path=${1#unix://}
  if [[ $1 == unix://* ]]; then
    if [[ ! -S $path ]]; then
      echo absent
      return
    elif [[ ! -w $path ]]; then
      echo denied
      return
    fi
  fi
  if ask_engine "$1" >/dev/null 2>&1; then echo answers; else echo silent; fi
}

ask_engine() {
  if has docker; then
    DOCKER_HOST=$1 within 5 docker version --format '{{.Server.Version}}'
  else
    case $1 in
      unix://*) curl -fsS -m 5 --unix-socket "${1#unix://}" http://localhost/version ;;
      tcp://*) curl -fsS -m 5 "http${DOCKER_TLS_VERIFY:+s}://${1#tcp://}/version" ;;
      *) curl -fsS -m 5 "$1/version" ;;
    esac
  fi
}

# Addresses to look at when the user named none: the system's engine, a rootless one, Docker Desktop's.
local_engines() {
  echo "unix://$ENGINE_SOCKET"
  if [[ -n ${XDG_RUNTIME_DIR:-} ]]; then echo "unix://$XDG_RUNTIME_DIR/docker.sock"; fi
  echo "unix://${HOME:-/root}/.docker/run/docker.sock"
}

# Succeeds when an engine answers, and exports its address unless that is the default one.
find_engine() {
  local address
  if [[ -n ${DOCKER_HOST:-} ]]; then
    [[ $(engine_state "$DOCKER_HOST") == answers ]]
    return
  fi
  for address in $(local_engines); do
    if [[ $(engine_state "$address") == answers ]]; then
      if [[ $address != "unix://$ENGINE_SOCKET" ]]; then
        say "Using the engine at $address."
        export DOCKER_HOST=$address
      fi
      return 0
    fi
  done
  return 1
}

find_dockerd() { PATH=$PATH:$ENGINE_FOLDERS command -v dockerd; }

# Whether there is an engine, running or not. One that the user named is never replaced by another,
# and a socket that cannot be asked yet may be one.
engine_exists() {
  if [[ -n ${DOCKER_HOST:-} ]] || find_dockerd >/dev/null || find_engine; then return 0; fi
  case $(engine_state "unix://$ENGINE_SOCKET") in
    denied) return 0 ;;
    silent) is_missing asker ;;
    *) return 1 ;;
  esac
}

# Ends with an engine that answers, or with a sentence.
ensure_engine() {
  if find_engine; then
    note_context
    return 0
  fi
  if [[ -n ${DOCKER_HOST:-} ]]; then refuse_named_engine; fi
  if [[ $(engine_state "unix://$ENGINE_SOCKET") == denied ]]; then refuse_user; fi
  start_engine
}

refuse_named_engine() {
  local answer
  answer=$(ask_engine "$DOCKER_HOST" 2>&1 | sed '/^$/d') || true
  die "the engine at DOCKER_HOST=$DOCKER_HOST does not answer." \
    "It said: ${answer:-nothing within 5 seconds}" \
    "Start that engine or correct the address; or use this machine's own engine: unset DOCKER_HOST"
}

refuse_user() {
  local user
  user=$(id -un)
  if [[ " $(id -nG "$user") " == *" docker "* ]]; then
    die "you joined the group docker after you logged in, so this shell may not use the engine yet." \
      "Log in again, or open a shell that may:  newgrp docker"
  fi
  die "user $user may not use the Docker engine: $ENGINE_SOCKET belongs to others." \
    "Join its group:  sudo usermod -aG docker $user" \
    "then log in again. Members of that group are as powerful as root on this machine."
}

start_engine() {
  local dockerd
  dockerd=$(find_dockerd) || die "there is no Docker engine on this machine." "Install one, or set DOCKER_HOST."
  say "The Docker engine is installed but down: starting it."
  if [[ -d $SYSTEMD_RUNS ]]; then
    as_root systemctl start docker || true
  elif [[ ! -x $INIT_SCRIPT ]] || ! as_root service docker start >&2; then
    start_dockerd "$dockerd"
  fi
  wait_for_engine
}

# In a session of its own, so that Ctrl-C on the server does not end the engine under it.
start_dockerd() {
  mkdir -p "$(dirname "$ENGINE_LOG")"
  as_root setsid nohup "$1" >>"$ENGINE_LOG" 2>&1 </dev/null &
  STARTED_HERE=yes
}

wait_for_engine() {
  local deadline=$((SECONDS + START_SECONDS))
  until find_engine; do
    if [[ -z ${DOCKER_HOST:-} && $(engine_state "unix://$ENGINE_SOCKET") == denied ]]; then refuse_user; fi
    if [[ -n ${STARTED_HERE:-} && -z $(jobs -pr) ]]; then
      show_engine_log
      die "the Docker engine ended right after its start." "Its log above says why."
    fi
    if ((SECONDS >= deadline)); then
      show_engine_log
      die "the Docker engine did not answer within $START_SECONDS seconds." "Its log above says why."
    fi
    sleep 0.2
  done
}

show_engine_log() {
  if [[ -d $SYSTEMD_RUNS ]] && has journalctl; then
    as_root journalctl --unit docker --lines 15 --no-pager >&2 || true
  else
    show_end_of /var/log/docker.log 15
    show_end_of "$ENGINE_LOG" 15
  fi
}

# The server speaks to a socket or to DOCKER_HOST; what `docker context use` chose is the client's alone.
note_context() {
  local config=${DOCKER_CONFIG:-${HOME:-/root}/.docker}/config.json context
  if [[ -n ${DOCKER_HOST:-} || ! -r $config ]]; then return 0; fi
  context=$(sed -n 's/.*"currentContext"[^"]*"\([^"]*\)".*/\1/p' "$config")
  if [[ -n $context && $context != default ]]; then
    say "Docker's context '$context' is not considered here: to use its engine, set DOCKER_HOST."
  fi
}
