package io.sidelab.content;

import io.sidelab.content.MachineChoices.CpuRange;
import io.sidelab.content.MachineChoices.MemoryRange;
import io.sidelab.content.MachineDefinition.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What learners may choose for a machine: the key {@code choices}. */
final class ChoicesReader {
  private static final long MIB = 1024L * 1024;
  private static final long GIB = 1024 * MIB;

  /** More make a list that nobody reads. */
  private static final int IMAGES = 20;

  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}) ?%");

  private final Kind kind;
  private final String image;
  private final long memoryBytes;
  private final double cpus;

  /**
   * @param image of the machine as the lab has it, like the values after it
   */
  ChoicesReader(Kind kind, String image, long memoryBytes, double cpus) {
    this.kind = kind;
    this.image = image;
    this.memoryBytes = memoryBytes;
    this.cpus = cpus;
  }

  MachineChoices read(Fields machine) {
    Optional<Fields> found = machine.mapping("choices");
    if (found.isEmpty()) {
      return MachineChoices.NONE;
    }
    Fields fields = found.get();
    MachineChoices choices =
        new MachineChoices(
            images(fields),
            fields.mapping("memory").flatMap(this::memory),
            fields.mapping("cpus").flatMap(this::cpus));
    if (!fields.has("images") && !fields.has("memory") && !fields.has("cpus")) {
      fields.location().report("choices must offer some of images, memory, cpus");
    }
    fields.finish();
    return choices;
  }

  private List<ImageChoice> images(Fields fields) {
    List<ImageChoice> images = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields one : fields.mappings("images", IMAGES)) {
      ImageChoice choice = image(one);
      if (!names.add(choice.image())) {
        one.at("image").report(Location.quote(choice.image()) + " is offered twice");
      }
      images.add(images.isEmpty() || !choice.image().equals(image) ? images.size() : 0, choice);
    }
    if (!images.isEmpty() && !names.contains(image)) {
      images.add(0, new ImageChoice(image, image, "", ""));
    }
    return images;
  }

  private static ImageChoice image(Fields fields) {
    String name = fields.text("image", 400);
    if (!name.isEmpty()) {
      ImageNames.check(name, fields.at("image"));
    }
    ImageChoice choice =
        new ImageChoice(
            name,
            fields.text("title", 40, name),
            fields.text("summary", 120, ""),
            fields.text("size", 20, ""));
    fields.finish();
    return choice;
  }

  private Optional<MemoryRange> memory(Fields fields) {
    long least = kind == Kind.VM ? MachineReader.LEAST_VM_MEMORY : MachineReader.LEAST_MEMORY;
    required(fields, "from", "to");
    long from = fields.bytes("from", least, 64 * GIB, memoryBytes);
    String text = fields.text("to", 200, "");
    Matcher share = SHARE.matcher(text);
    boolean shared = share.matches();
    int percent = shared ? Integer.parseInt(share.group(1)) : 100;
    long to = shared ? 64 * GIB : fields.bytes("to", least, 64 * GIB, memoryBytes);
    if (percent < 1 || percent > 100) {
      fields.at("to").report("a share of the host's memory is from 1 % to 100 %");
    }
    if (from % MIB != 0 || to % MIB != 0) {
      fields.location().report("from and to must be whole MiB");
    }
    fields.finish();
    order(fields, from < to, from <= memoryBytes && memoryBytes <= to, "memory");
    return Optional.of(new MemoryRange(from, to, percent));
  }

  private Optional<CpuRange> cpus(Fields fields) {
    required(fields, "from", "to");
    double from = fields.decimal("from", 0.1, 64, cpus);
    double to = fields.decimal("to", 0.1, 64, cpus);
    if (kind == Kind.VM && (from != Math.rint(from) || to != Math.rint(to))) {
      fields.location().report("cpus of a VM must be whole numbers");
    }
    fields.finish();
    order(fields, from < to, from <= cpus && cpus <= to, "cpus");
    return Optional.of(new CpuRange(from, to));
  }

  private static void required(Fields fields, String... keys) {
    for (String key : keys) {
      if (!fields.has(key)) {
        fields.location().report(key + " is missing");
      }
    }
  }

  private static void order(Fields fields, boolean ascending, boolean within, String what) {
    if (fields.has("from") && fields.has("to") && !ascending) {
      fields.location().report("from must be less than to");
    } else if (fields.has("from") && fields.has("to") && !within) {
      fields.location().report("the machine's own " + what + " must be within from and to");
    }
  }
}
