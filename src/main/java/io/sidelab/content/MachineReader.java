package io.sidelab.content;

import io.sidelab.content.MachineDefinition.Kind;
import io.sidelab.content.MachineDefinition.NetworkAccess;
import io.sidelab.content.MachineDefinition.Start;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The machines of a manifest. */
final class MachineReader {
  private static final long MIB = 1024L * 1024;
  private static final long GIB = 1024 * MIB;

  static final long LEAST_MEMORY = 16 * MIB;

  /** A Linux kernel with an init does not come up below this. */
  static final long LEAST_VM_MEMORY = 64 * MIB;

  /** More do not fit beside each other on a page. */
  private static final int MACHINES = 8;

  /** A label of a host name: what DNS allows, with a shorter end so that it fits into a prompt. */
  private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");

  private static final Map<String, NetworkAccess> NETWORKS =
      Map.of(
          "none", NetworkAccess.NONE,
          "isolated", NetworkAccess.ISOLATED,
          "internet", NetworkAccess.INTERNET);

  private static final Map<String, Kind> KINDS = Map.of("container", Kind.CONTAINER, "vm", Kind.VM);

  private static final Map<String, Start> STARTS =
      Map.of("boot", Start.BOOT, "resume", Start.RESUME);

  private final FileListReader files;

  MachineReader(SafeFolder folder) {
    this.files = new FileListReader(folder);
  }

  List<MachineDefinition> read(Fields manifest) {
    Map<String, Fields> machines = manifest.named("machines");
    Location place = manifest.at("machines");
    if (machines.isEmpty()) {
      place.report("machines is missing; a lab needs at least one");
    }
    if (machines.size() > MACHINES) {
      place.report("a lab has at most " + MACHINES + " machines");
      return List.of();
    }
    return machines.entrySet().stream()
        .map(entry -> machine(entry.getKey(), entry.getValue()))
        .toList();
  }

  private MachineDefinition machine(String name, Fields fields) {
    if (!NAME.matcher(name).matches()) {
      fields
          .location()
          .report(
              "the machine name "
                  + Location.quote(name)
                  + " must be lower-case letters, digits and dashes, begin with a letter and have"
                  + " at most 32 characters");
    }
    Kind kind = fields.choice("kind", KINDS, Kind.CONTAINER);
    String image = image(fields);
    long memory = memory(fields, kind);
    double cpus = cpus(fields, kind);
    MachineDefinition machine =
        new MachineDefinition(
            name,
            fields.text("title", 40, name),
            kind,
            image,
            command(fields, kind),
            memory,
            cpus,
            fields.bytes("disk", 16 * MIB, 64 * GIB, 512 * MIB),
            fields.choice("network", NETWORKS, NetworkAccess.ISOLATED),
            start(fields, kind),
            files.read(fields),
            fields.trueOrFalse("optional"),
            new ChoicesReader(kind, image, memory, cpus).read(fields));
    fields.finish();
    return machine;
  }

  private static String image(Fields fields) {
    String image = fields.text("image", 400);
    if (!image.isEmpty()) {
      ImageNames.check(image, fields.at("image"));
    }
    return image;
  }

  private static List<String> command(Fields fields, Kind kind) {
    if (fields.has("command") && kind == Kind.VM) {
      fields.at("command").report("command is for containers; a VM boots and asks nobody");
    }
    return fields.texts("command", 32, 4000).stream().map(Fields.Item::text).toList();
  }

  private static long memory(Fields fields, Kind kind) {
    long least = kind == Kind.VM ? LEAST_VM_MEMORY : LEAST_MEMORY;
    return fields.bytes("memory", least, 64 * GIB, 256 * MIB);
  }

  private static double cpus(Fields fields, Kind kind) {
    double cpus = fields.decimal("cpus", 0.1, 64, 1);
    if (kind == Kind.VM && cpus != Math.rint(cpus)) {
      fields.at("cpus").report("cpus of a VM must be a whole number");
    }
    return cpus;
  }

  private static Start start(Fields fields, Kind kind) {
    if (fields.has("start") && kind == Kind.CONTAINER) {
      fields.at("start").report("start is for VMs; a container always starts fresh");
    }
    return fields.choice("start", STARTS, Start.BOOT);
  }
}
