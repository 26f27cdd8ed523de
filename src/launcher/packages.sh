# shellcheck shell=bash
# Which package brings what, on which system; only apt-get is ever run, for others the commands are shown.

OS_RELEASE=/etc/os-release
INSTALL_LOG=data/install.log

os_field() { sed -n "s/^$1=//p" "$OS_RELEASE" 2>/dev/null | tr -d '"'; }

system_name() {
  local name
  name=$(os_field PRETTY_NAME)
  echo "${name:-$(uname -s)}"
}

# Debian's and Ubuntu's relatives name them in ID_LIKE.
package_manager() {
  local id
  for id in $(os_field ID) $(os_field ID_LIKE) "$(uname -s)"; do
    case $id in
      debian | ubuntu) echo apt && return ;;
      fedora | rhel | centos) echo dnf && return ;;
      arch) echo pacman && return ;;
      opensuse* | suse | sles) echo zypper && return ;;
      alpine) echo apk && return ;;
      Darwin) echo brew && return ;;
    esac
  done
  echo none
}

# The packages for need $2 with manager $1: separated by spaces, alternatives (first choice first) by |.
# Nothing is printed for what the manager does not have.
package_for() {
  case $1:$2 in
    # The engine confines containers with AppArmor only where its parser is installed.
    apt:engine) echo "docker.io apparmor" ;;
    apt:cli) echo "docker-cli|docker.io" ;;
    apt:jdk) echo "openjdk-17-jdk-headless|default-jdk-headless" ;;
    apt:node) echo nodejs ;;
    apt:npm) echo npm ;;
    # Without root, mmdebstrap needs the tools for user namespaces.
    apt:mmdebstrap) if ((EUID == 0)); then echo mmdebstrap; else echo "mmdebstrap uidmap"; fi ;;
    apt:keyring) echo debian-archive-keyring ;;
    *:asker) echo curl ;;
    *:maven) echo maven ;;
    apt:browser | dnf:browser | pacman:browser | zypper:browser | apk:browser) echo chromium ;;
    apt:registry | apk:registry) echo docker-registry ;;
    apt:busybox | apk:busybox | zypper:busybox) echo busybox-static ;;
    *:busybox) echo busybox ;;
    dnf:shellcheck | zypper:shellcheck) echo ShellCheck ;;
    *:shellcheck) echo shellcheck ;;
    dnf:engine) echo moby-engine ;;
    dnf:cli) echo docker-cli ;;
    dnf:jdk | zypper:jdk) echo java-21-openjdk-devel ;;
    dnf:node | dnf:npm) echo nodejs-npm ;;
    dnf:mmdebstrap) echo mmdebstrap ;;
    dnf:keyring) echo debian-keyring ;;
    pacman:jdk) echo jdk21-openjdk ;;
    zypper:node) echo nodejs-default ;;
    zypper:npm) echo npm-default ;;
    apk:jdk) echo openjdk21-jdk ;;
    apk:cli) echo docker-cli ;;
    pacman:node | apk:node) echo nodejs ;;
    pacman:npm | apk:npm) echo npm ;;
    brew:engine) echo docker-desktop ;;
    brew:jdk) echo temurin@21 ;;
    brew:node | brew:npm) echo node ;;
    brew:browser) echo chromium ;;
    pacman:engine | pacman:cli | zypper:engine | zypper:cli | apk:engine | brew:cli) echo docker ;;
  esac
}

manager_has() { [[ -n $(package_for "$(package_manager)" "$1") ]]; }

shown_package() {
  local packages
  packages=$(package_for "$(package_manager)" "$1")
  packages=${packages:-not packaged here}
  echo "${packages//|/ or }"
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif ! has sudo; then
    die "root rights are needed for: $*" "Run this as root, or install sudo."
  else
    # It asks for the password on the terminal, wherever the output goes, and fails where there is none.
    sudo "$@"
  fi
}

install_missing() {
  if [[ $(package_manager) != apt ]]; then
    show_missing
    show_commands
    exit 1
  fi
  show_missing
  confirm "Install them with apt-get now?" || die "nothing was installed." "Sidelab cannot start without these parts."
  mkdir -p "$(dirname "$INSTALL_LOG")"
  say "Installing (log: $INSTALL_LOG) ..."
  run_apt update || say "Not all package lists could be fetched; going on with those there are."
  check_node_candidate
  local packages
  packages=$(chosen_packages)
  # shellcheck disable=SC2086 # a list of words
  if ! run_apt install --yes --no-install-recommends $packages; then
    show_end_of "$INSTALL_LOG"
    die "apt-get could not install: $packages" "$(likely_cause "$INSTALL_LOG")"
  fi
}

# Another apt-get (unattended upgrades, on a fresh machine) may hold the lock for minutes.
run_apt() {
  as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
    apt-get -q -o DPkg::Lock::Timeout=300 "$@" >>"$INSTALL_LOG" 2>&1 </dev/null
}

candidate_of() {
  LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *//p' | grep -v '^(none)$'
}

# For each missing part, the first alternative that this release has.
chosen_packages() {
  local need word alternative chosen all=
  for need in $MISSING; do
    for word in $(package_for apt "$need"); do
      chosen=
      for alternative in ${word//|/ }; do
        if candidate_of "$alternative" >/dev/null; then
          chosen=$alternative
          break
        fi
      done
      [[ -n $chosen ]] || no_candidate "$need" "$word"
      all="$all $chosen"
    done
  done
  echo "${all# }"
}

no_candidate() {
  if [[ $1 == browser ]]; then
    die "this system has no Chromium package (Ubuntu's chromium-browser is only a pointer to a snap)." \
      "Install one of these yourself, then run this again:" \
      "  sudo snap install chromium" \
      "  or Google Chrome from its vendor; any chromium or google-chrome on PATH will do."
  fi
  show_end_of "$INSTALL_LOG" 8
  die "apt-get knows no package ${2//|/ or }." "$(likely_cause "$INSTALL_LOG")" \
    "On Ubuntu, the component 'universe' must be enabled: sudo add-apt-repository universe"
}

# Releases before Debian 12 and Ubuntu 24.04 bring a Node that is too old: better said now than in a failed build.
check_node_candidate() {
  local version
  if [[ " $MISSING " != *" node "* ]]; then return 0; fi
  version=$(candidate_of nodejs) || return 0
  version=${version#*:}
  if ((${version%%[!0-9]*} < MINIMUM_NODE)); then
    die "the newest Node that apt-get knows here is $version; Sidelab needs $MINIMUM_NODE or newer." \
      "Install a newer one as https://nodejs.org/en/download says, then run this again."
  fi
}

# What the user would type on a system whose package manager the launcher does not run.
show_commands() {
  local manager need packages=
  manager=$(package_manager)
  for need in $MISSING; do packages="$packages $(package_for "$manager" "$need")"; done
  # shellcheck disable=SC2086 # a list of words
  packages=$(printf '%s\n' $packages | awk '!seen[$0]++' | paste -sd ' ' -)
  case $manager in
    apt) say "Install them with:  sudo apt-get install $(first_choices "$packages")" ;;
    dnf) say "Install them with:  sudo dnf install $packages" ;;
    pacman) say "Install them with:  sudo pacman -S --needed $packages" ;;
    zypper) say "Install them with:  sudo zypper install $packages" ;;
    apk) say "Install them with:  doas apk add $packages" ;;
    brew) say "Install them with:  brew install $packages" ;;
    *) say "Install them the way this system does it, then run this again." ;;
  esac
  if [[ " $MISSING " == *" engine "* ]]; then show_engine_commands "$manager"; fi
}

first_choices() {
  local word choices=
  for word in $1; do choices="$choices ${word%%|*}"; done
  echo "${choices# }"
}

show_engine_commands() {
  case $1 in
    dnf | pacman | zypper)
      say "Start the engine:   sudo systemctl enable --now docker"
      say "Let yourself in:    sudo usermod -aG docker $(id -un), then log in again"
      ;;
    apk) say "Start the engine:   doas rc-update add docker && doas service docker start" ;;
    brew) say "Start the engine:   open -a Docker" ;;
    *) say "How to install the engine: https://docs.docker.com/engine/install/" ;;
  esac
  say "An engine elsewhere will do as well: set DOCKER_HOST to it."
}
