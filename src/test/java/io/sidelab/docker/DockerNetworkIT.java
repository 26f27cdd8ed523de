package io.sidelab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.engine.NetworkContract;
import io.sidelab.testing.FirewallImage;
import io.sidelab.testing.FreeSubnet;
import io.sidelab.testing.TestEngine;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The network contract against the engine of this host. */
class DockerNetworkIT extends NetworkContract {
  @Override
  protected TestEngine open() throws Exception {
    return new TestEngine();
  }

  @Test
  void theFirewallIsThereAgainWhenAMachineStartsAfterItWasForgotten() throws Exception {
    FirewallImage.ensure(test.engine());
    String network =
        test.engine()
            .networks()
            .create(test.uniqueName(), FreeSubnet.number(5), true, test.labels());
    String machine =
        test.engine().machines().create(test.container(TestEngine.limits(), Optional.of(network)));
    assertThat(nft("delete table inet sidelab")).isZero();

    test.engine().machines().start(machine);

    assertThat(nft("list table inet sidelab")).isZero();
  }

  /** On the host's own packet filter, as a reboot or an administrator would change it. */
  private static int nft(String command) throws Exception {
    List<String> line = new ArrayList<>(List.of("docker", "run", "--rm", "--net", "host"));
    line.addAll(
        List.of("--cap-add", "NET_ADMIN", DockerSettings.defaults().firewallImage(), "nft"));
    line.addAll(List.of(command.split(" ")));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
