package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidelab.proxy.OwnCookies;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports of machines over HTTP: what listens, and who gets a link to it. */
@Timeout(60)
class PortRoutesTest {
  private Site site;
  private Visitor owner;
  private String ports;

  @BeforeEach
  void start() throws Exception {
    site = new Site();
    owner = site.visitor();
    ports = "/api/workspaces/" + owner.startLab() + "/machines/box/ports";
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void areListed() throws Exception {
    HttpResponse<String> response = owner.get(ports);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"ports\":[22,8000]}");
  }

  @Test
  void areOpenedByALinkToAnotherOrigin() throws Exception {
    HttpResponse<String> response = owner.post(ports + "/8000", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Visitor.json(response).get("url").asText())
        .matches("http://(127.0.0.1|localhost):" + site.proxy.port() + "/.sidelab/open/[\\w-]{43}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "80;22", "localhost:22", "080000", "%31"})
  void areNumbers(String port) throws Exception {
    HttpResponse<String> response = owner.post(ports + "/" + port, "");

    assertThat(response.statusCode()).isEqualTo(port.equals("%31") ? 200 : 400);
  }

  @Test
  void areNobodyElses() throws Exception {
    Visitor stranger = site.visitor();

    assertThat(stranger.get(ports).statusCode()).isEqualTo(404);
    assertThat(stranger.post(ports + "/8000", "").statusCode()).isEqualTo(404);
  }

  @Test
  void areOfMachinesThatThereAre() throws Exception {
    String other = ports.replace("/box/", "/nothing/");

    assertThat(owner.post(other + "/8000", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null"})
  void areNotOpenedForPagesOfOthers(String origin) throws Exception {
    HttpResponse<String> response = owner.post(ports + "/8000", "", "Origin", origin);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Visitor.json(response).get("error").asText()).isEqualTo("foreign_origin");
  }

  /** A page of a machine is of this host, but not of this origin. */
  @Test
  void areNotOpenedForPagesOfMachines() throws Exception {
    String machines = "http://127.0.0.1:" + site.proxy.port();

    assertThat(owner.post(ports + "/22", "", "Origin", machines).statusCode()).isEqualTo(403);
    assertThat(owner.post(ports + "/22", "", "Sec-Fetch-Site", "same-site").statusCode())
        .isEqualTo(403);
  }

  @Test
  void theLearnersCookieIsAmongThoseThatNeverReachMachines() {
    assertThat(LearnerCookies.NAME).startsWith(OwnCookies.PREFIX);
  }
}
