package io.sidelab.workspace;

import io.sidelab.engine.Engine;
import io.sidelab.engine.ImageBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images that keep the machine contract of VMs without a VM in them, or break it. */
final class PretendVm {
  private static final String EXEC =
      """
      #!/bin/sh
      [ -e /run/vm/up ] || { echo "the guest does not answer yet" >&2; exit 125; }
      exec "$@"
      """;

  private PretendVm() {}

  /** Its guest answers after a second. */
  static void build(Engine engine, Path folder, String base, String name) throws Exception {
    build(engine, folder, base, name, "echo booting; sleep 1; touch /run/vm/up; exec sh");
  }

  /** Its guest never answers. */
  static void buildNeverReady(Engine engine, Path folder, String base, String name)
      throws Exception {
    build(engine, folder, base, name, "echo booting; exec sh");
  }

  private static void build(Engine engine, Path folder, String base, String name, String boot)
      throws Exception {
    Files.writeString(folder.resolve("exec"), EXEC);
    Files.writeString(folder.resolve("boot"), "#!/bin/sh\n" + boot + "\n");
    Files.writeString(
        folder.resolve("Dockerfile"),
        """
        FROM %s
        COPY exec boot /vm/
        RUN chmod 0755 /vm/exec /vm/boot
        CMD ["/vm/boot"]
        """
            .formatted(base));
    engine
        .images()
        .build(
            new ImageBuild(
                folder,
                "Dockerfile",
                Optional.empty(),
                List.of(name),
                Map.of("io.sidelab.machine", "vm", "io.sidelab.vm.overhead-mib", "32"),
                Map.of(),
                Optional.of("none")),
            (message, percent) -> {});
  }
}
