package io.sidelab.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a machine says of itself from inside.
 *
 * @param values name → value, as {@link #SCRIPT} printed them
 */
record Facts(Map<String, String> values) {
  /** Longer than any honest answer; a learner with root decides what a machine says of itself. */
  private static final int LONGEST_VALUE = 400;

  static final Facts NONE = new Facts(Map.of());

  private static final String TOOLS =
      """
      say() { printf '%s=%s\\n' "$1" "$2"; }
      first() { IFS= read -r line < "$1" 2>/dev/null || line=; say "$2" "$line"; }
      first /proc/sys/kernel/osrelease kernel
      first /proc/sys/kernel/random/boot_id boot
      """;

  /**
   * Asks the kernel and the file system only, so that it works in any image with a shell. The shell
   * that runs it is not counted among the processes; neither is anything it starts, because it
   * starts nothing. Of the processors it reads the first.
   */
  private static final String SCRIPT =
      TOOLS
          + """
          first /proc/1/comm init
          first /proc/uptime uptime
          if [ -r /etc/os-release ]; then . /etc/os-release; fi
          say distribution "$PRETTY_NAME"
          count=0
          for folder in /proc/[0-9]*; do
            name=${folder#/proc/}
            if [ "$name" != $$ ]; then count=$((count + 1)); fi
          done
          say processes "$count"
          [ -r /proc/cpuinfo ] || exit 0
          while IFS=: read -r name value; do
            case $name in
              'model name'*) say processor "$value" ;;
              flags*)
                case "$value " in
                  *' hypervisor '*) say hypervisor set ;;
                  *) say hypervisor 'not set' ;;
                esac ;;
              '') break ;;
            esac
          done < /proc/cpuinfo
          """;

  /** Of the container around a VM, whose image tells by its contract which QEMU it has. */
  private static final String OUTSIDE_SCRIPT = TOOLS + "say qemu \"$(/vm/info 2>/dev/null)\"\n";

  /** Read where the learner's shell runs. */
  static List<String> command() {
    return List.of("sh", "-c", SCRIPT);
  }

  /** Read in the container around a VM. */
  static List<String> outsideCommand() {
    return List.of("sh", "-c", OUTSIDE_SCRIPT);
  }

  static Facts parse(String output) {
    Map<String, String> values = new HashMap<>();
    output
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                String value = line.substring(equals + 1).strip();
                values.put(line.substring(0, equals), cut(value));
              }
            });
    return new Facts(Map.copyOf(values));
  }

  static String cut(String value) {
    return value.substring(0, Math.min(value.length(), LONGEST_VALUE));
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }
}
