package io.sidelab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.testing.FirewallImage;
import io.sidelab.testing.FreeSubnet;
import io.sidelab.testing.TalkativeService;
import io.sidelab.testing.TestEngine;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What machines on a network of their own reach, and what they do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class NetworkContract {
  private static final Duration SOON = Duration.ofSeconds(20);

  protected TestEngine test;
  private Machines machines;
  private Networks networks;

  protected abstract TestEngine open() throws Exception;

  @BeforeAll
  void openEngine() throws Exception {
    test = open();
    machines = test.engine().machines();
    networks = test.engine().networks();
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    test.sweep();
    test.assertNothingLeft();
  }

  @AfterAll
  void closeEngine() throws Exception {
    test.close();
  }

  private String isolated(int number) throws EngineFailure {
    return networks.create(test.uniqueName(), FreeSubnet.number(number), false, test.labels());
  }

  private String on(String network, String hostname, String... command) throws EngineFailure {
    MachineSpec plain = test.container(TestEngine.limits(), Optional.of(network), command);
    MachineSpec spec =
        new MachineSpec(
            plain.name(),
            hostname,
            plain.kind(),
            plain.image(),
            plain.command(),
            Map.of(),
            plain.limits(),
            plain.network(),
            Optional.empty(),
            Optional.empty(),
            false,
            TerminalSize.DEFAULT,
            plain.labels());
    String machine = machines.create(spec);
    machines.start(machine);
    return machine;
  }

  private CommandResult sh(String machine, String script) throws EngineFailure {
    return machines.run(machine, new Command(List.of("sh", "-c", script), SOON));
  }

  private String address(String machine) throws EngineFailure {
    return sh(machine, "ip -4 -o addr show dev eth0 | awk '{print $4}' | cut -d/ -f1")
        .output()
        .strip();
  }

  @Test
  void machinesOfOneNetworkReachOneAnotherByName() throws Exception {
    String network = isolated(1);
    on(network, "server", "sh", "-c", "while :; do echo hello | nc -l -p 80; done");
    String client = on(network, "client");

    CommandResult result =
        sh(client, "for i in 1 2 3 4 5; do nc -w 2 server 80 </dev/null && exit; sleep 1; done");

    assertThat(result.output()).as(result.errors()).isEqualTo("hello\n");
  }

  @Test
  void machinesReachNoServiceOfTheHost() throws Exception {
    String machine = on(isolated(1), "box");
    reachesNoServiceOfTheHost(machine, FreeSubnet.address(1, 1));
  }

  private void reachesNoServiceOfTheHost(String machine, String gateway) throws Exception {
    try (TalkativeService service = new TalkativeService()) {
      for (String address : hostAddresses(gateway)) {
        String visit = "nc -w 2 " + address + " " + service.port() + " </dev/null";
        assertThat(sh(machine, visit).output()).as("host at " + address).isEmpty();
      }
      try (Socket control = new Socket("127.0.0.1", service.port())) {
        byte[] greeting = control.getInputStream().readAllBytes();
        assertThat(new String(greeting)).contains(TalkativeService.GREETING);
      }
    }
  }

  private static List<String> hostAddresses(String gateway) throws Exception {
    List<String> addresses =
        new ArrayList<>(
            NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                .toList());
    addresses.add(gateway);
    return addresses;
  }

  @Test
  void theHostHasNoAddressOnTheNetwork() throws Exception {
    isolated(1);

    List<String> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .map(InetAddress::getHostAddress)
            .toList();

    assertThat(addresses).noneMatch(address -> address.startsWith(FreeSubnet.prefix(1)));
  }

  @Test
  void machinesReachNoOtherNetworkAndNoOutside() throws Exception {
    String other =
        on(isolated(2), "other", "sh", "-c", "while :; do echo reached | nc -l -p 80; done");
    String machine = on(isolated(1), "box");

    assertThat(sh(machine, "nc -w 2 " + address(other) + " 80 </dev/null").output()).isEmpty();
    assertThat(sh(machine, "nc -w 2 169.254.169.254 80 </dev/null").succeeded()).isFalse();
    assertThat(sh(machine, "nc -w 2 1.1.1.1 53 </dev/null").succeeded()).isFalse();
  }

  @Test
  void namesOfTheOutsideAreAskedOfNobody() throws Exception {
    String machine = on(isolated(1), "box");

    CommandResult result = sh(machine, "time -p nslookup example.org 2>&1; cat /etc/resolv.conf");

    assertThat(result.output()).doesNotContain("Name:\texample.org");
  }

  @Test
  void machinesWithoutANetworkHaveOnlyThemselves() throws Exception {
    String machine = test.run();

    assertThat(sh(machine, "ls /sys/class/net").output()).isEqualTo("lo\n");
  }

  @Test
  void subnetsThatOverlapAndNamesThatExistAreRefused() throws Exception {
    String name = test.uniqueName();
    networks.create(name, FreeSubnet.number(1), false, test.labels());

    EngineContract.failsWith(
        FailureReason.SUBNET_TAKEN,
        () -> networks.create(test.uniqueName(), FreeSubnet.number(1), false, test.labels()));
    EngineContract.failsWith(
        FailureReason.NAME_TAKEN,
        () -> networks.create(name, FreeSubnet.number(2), false, test.labels()));
    assertThat(networks.list(test.labels())).hasSize(1);
  }

  @Test
  void machinesWithInternetReachTheInternetsWayOutAndNothingNearer() throws Exception {
    FirewallImage.ensure(test.engine());
    String other =
        on(isolated(2), "other", "sh", "-c", "while :; do echo reached | nc -l -p 80; done");
    String third =
        on(internet(4), "third", "sh", "-c", "while :; do echo reached | nc -l -p 80; done");
    String network = internet(3);
    on(network, "neighbour", "sh", "-c", "while :; do echo hello | nc -l -p 80; done");
    String machine = on(network, "box");

    assertThat(sh(machine, "ip route").output()).contains("default via");
    assertThat(sh(machine, "nc -w 5 neighbour 80 </dev/null").output()).isEqualTo("hello\n");
    for (String near : List.of(address(other), address(third), "169.254.169.254")) {
      assertThat(sh(machine, "nc -w 2 " + near + " 80 </dev/null").output()).as(near).isEmpty();
    }
    reachesNoServiceOfTheHost(machine, FreeSubnet.address(3, 1));
  }

  private String internet(int number) throws EngineFailure {
    return networks.create(test.uniqueName(), FreeSubnet.number(number), true, test.labels());
  }

  @Test
  void removingWhatIsGoneIsFine() throws Exception {
    String network = isolated(1);

    networks.remove(network);
    networks.remove(network);

    assertThat(networks.list(test.labels())).isEmpty();
  }
}
