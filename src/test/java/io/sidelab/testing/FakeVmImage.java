package io.sidelab.testing;

import io.sidelab.engine.Engine;
import io.sidelab.engine.ImageBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image that keeps the machine contract with shell scripts in place of a guest. */
public final class FakeVmImage {
  /** Answers for KVM, and boots into a shell. */
  public static final String KVM_ANSWER =
      "echo '{\"accelerator\":\"kvm\",\"group\":108,\"detail\":\"guest was ready after 0.4 s\"}'";

  private static final String START =
      """
      #!/bin/sh
      [ "$(id -u):$(id -g)" = 1000:1000 ] || { echo "wrong user"; exit 64; }
      touch /run/vm/scratch || exit 64
      ! touch /anywhere 2>/dev/null || exit 64
      case $VM_START in
        save) echo saving; %s; env | grep ^VM_ | sort > /vm/template/template.json; exit 0 ;;
        resume)
          touch /vm/template/x 2>/dev/null && { echo "template is writable"; exit 64; }
          cat /vm/template/template.json ;;
      esac
      env | grep ^VM_ | sort
      exec sh
      """;

  private FakeVmImage() {}

  /**
   * @param probe what {@code /vm/probe} does
   * @param save what {@code VM_START=save} does before it writes the template
   */
  public static void build(Engine engine, Path folder, String name, String probe, String save)
      throws Exception {
    script(folder.resolve("start"), START.formatted(save));
    script(folder.resolve("probe"), "#!/bin/sh\n" + probe + "\n");
    script(folder.resolve("resize"), "#!/bin/sh\necho \"$1 $2\" > /run/vm/size\n");
    Files.writeString(
        folder.resolve("Dockerfile"),
        """
        FROM sidelab-test/busybox:latest
        RUN mkdir -p /vm/template /run && echo %s > /made && chown 1000:1000 /vm/template
        COPY start probe resize /vm/
        LABEL io.sidelab.machine=vm io.sidelab.vm.overhead-mib=16
        USER 1000:1000
        ENTRYPOINT ["/vm/start"]
        """
            .formatted(name));
    ImageBuild build =
        new ImageBuild(
            folder,
            "Dockerfile",
            Optional.empty(),
            List.of(name),
            Map.of(),
            Map.of(),
            Optional.of("none"));
    engine.images().build(build, (message, percent) -> {});
  }

  private static void script(Path file, String text) throws Exception {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
