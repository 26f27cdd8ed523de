package io.sidelab.vm;

import io.sidelab.vm.Accelerator.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one line of JSON that a VM image's probe prints, and how it is kept between starts. */
final class ProbeAnswer {
  private static final Pattern KIND = Pattern.compile("\"accelerator\"\\s*:\\s*\"(kvm|tcg)\"");
  private static final Pattern GROUP = Pattern.compile("\"group\"\\s*:\\s*(\\d{1,9})");
  private static final Pattern DETAIL =
      Pattern.compile("\"detail\"\\s*:\\s*\"([^\"\\\\]{0,500})\"");

  private ProbeAnswer() {}

  /** Empty when the output is not what the machine contract says. */
  static Optional<Accelerator> read(String output) {
    Matcher kind = KIND.matcher(output);
    if (!kind.find()) {
      return Optional.empty();
    }
    Matcher detail = DETAIL.matcher(output);
    Matcher group = GROUP.matcher(output);
    boolean kvm = kind.group(1).equals("kvm");
    return Optional.of(
        new Accelerator(
            kvm ? Kind.KVM : Kind.TCG,
            detail.find() ? detail.group(1) : "",
            kvm && group.find()
                ? Optional.of(Integer.parseInt(group.group(1)))
                : Optional.empty()));
  }

  /**
   * @param host what the answer holds for: another host, boot or image asks again
   */
  static String keep(String host, Accelerator answer) {
    String group = answer.group().map(String::valueOf).orElse("");
    return String.join("\n", host, answer.kind().name(), group, answer.detail());
  }

  static Optional<Accelerator> recall(String host, String kept) {
    String[] lines = kept.split("\n", 4);
    if (lines.length < 4 || !lines[0].equals(host)) {
      return Optional.empty();
    }
    Optional<Integer> group =
        lines[2].isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(lines[2]));
    return Optional.of(new Accelerator(Kind.valueOf(lines[1]), lines[3], group));
  }
}
