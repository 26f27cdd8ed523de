package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubnetsTest {
  @Test
  void cutsTheRangeIntoPiecesAndGoesRound() {
    Subnets subnets = new Subnets("10.213.0.0/26", 2);

    assertThat(subnets.next()).isEqualTo("10.213.0.32/28");
    assertThat(subnets.next()).isEqualTo("10.213.0.48/28");
    assertThat(subnets.next()).isEqualTo("10.213.0.0/28");
    assertThat(subnets.next()).isEqualTo("10.213.0.16/28");
  }

  @Test
  void givesEachSubnetOfALargeRangeOnce() {
    Subnets subnets = new Subnets("172.16.0.0/16", 0);
    Set<String> given = new HashSet<>();
    for (int i = 0; i < subnets.count(); i++) {
      given.add(subnets.next());
    }

    assertThat(given).hasSize(4_096).contains("172.16.255.240/28");
  }

  @Test
  void beginsAtTheRangeEvenWhenAnAddressInsideItIsNamed() {
    assertThat(new Subnets("10.213.7.9/24", 0).next()).isEqualTo("10.213.7.0/28");
  }

  @Test
  void refusesWhatIsNoRange() {
    for (String range :
        new String[] {"10.0.0.0", "10.0.0.0/30", "10.0.0/16", "10.0.0.256/16", "/"}) {
      assertThatThrownBy(() -> new Subnets(range, 0))
          .as(range)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
