package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidelab.evidence.LayerFolder;
import io.sidelab.evidence.Reading;
import io.sidelab.evidence.StackLayer;
import io.sidelab.evidence.StackView;
import io.sidelab.evidence.StackView.MachineStack;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API of evidence: names and shapes that programs elsewhere rely on. */
@Timeout(60)
class EvidenceWireTest {
  private Site site;
  private Visitor visitor;

  @BeforeEach
  void open() {
    site = new Site();
    visitor = site.visitor();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void evidenceIsWhatTheSourceMeasured() throws Exception {
    String id = visitor.startLab();
    site.evidence = view -> Map.of("of", view.id(), "measuredAt", PaperWorkspaces.CREATED);
    JsonNode evidence = Visitor.json(visitor.get("/api/workspaces/" + id + "/evidence"));
    assertThat(evidence.get("of").asText()).isEqualTo(id);
    assertThat(evidence.get("measuredAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void layersAreWhatTheSourceMeasured() throws Exception {
    String id = visitor.startLab();
    site.layers = LayerPicture::of;
    HttpResponse<String> response = visitor.get("/api/workspaces/" + id + "/evidence/layers");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode view = Visitor.json(response);
    assertThat(Visitor.fields(view))
        .containsExactly("measuredAt", "howLayers", "howMachines", "stacks", "ledger");
    assertThat(view.at("/stacks/0/machines/0").toString())
        .isEqualTo(
            "{\"name\":\"box\",\"title\":\"The box\",\"kind\":\"container\",\"bytes\":null,"
                + "\"note\":\"not made\"}");
    assertThat(view.at("/stacks/0/layers/0").toString())
        .isEqualTo(
            "{\"id\":\"sha256:1\",\"label\":\"A\",\"diffId\":\"sha256:1\",\"command\":null,"
                + "\"sizeBytes\":7,\"inLab\":1,\"onHost\":2}");
    assertThat(Visitor.fields(view.at("/ledger/0")))
        .containsExactly(
            "scope",
            "title",
            "how",
            "measuredAt",
            "images",
            "machines",
            "sumBytes",
            "storedBytes",
            "savedBytes",
            "exact");
    assertThat(view.at("/ledger/0/measuredAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void aLayersFolderIsWhatTheSourceFound() throws Exception {
    String id = visitor.startLab();
    site.layerFolders =
        (view, layer, folder) ->
            new LayerFolder(
                folder,
                new LayerFolder.Tally(1, 2, 3, 4),
                List.of(
                    new LayerFolder.Entry(
                        layer, true, Optional.empty(), new LayerFolder.Tally(1, 2, 3, 4))),
                5);
    String files = "/api/workspaces/" + id + "/evidence/layers/files";
    JsonNode view = Visitor.json(visitor.get(files + "?layer=sha256:1&path=/etc%20a"));
    assertThat(view.toString())
        .isEqualTo(
            "{\"path\":\"/etc a\",\"all\":{\"added\":1,\"changed\":2,\"removed\":3,\"bytes\":4},"
                + "\"entries\":[{\"name\":\"sha256:1\",\"folder\":true,\"change\":null,"
                + "\"all\":{\"added\":1,\"changed\":2,\"removed\":3,\"bytes\":4}}],\"more\":5}");
    assertThat(visitor.get(files + "?layer=sha256:1").statusCode()).isEqualTo(400);
    assertThat(visitor.get(files + "?layer=sha256:1&path=etc").statusCode()).isEqualTo(400);
    assertThat(site.visitor().get(files + "?layer=sha256:1&path=/").statusCode()).isEqualTo(404);
  }

  @Test
  void stacksAreWhatTheSourceMeasured() throws Exception {
    String id = visitor.startLab();
    Reading unread = new Reading("Boot ID", Optional.empty(), "/proc", "not made");
    site.stacks =
        view ->
            new StackView(
                PaperWorkspaces.CREATED,
                List.of(
                    new StackLayer(
                        "box/program", "program", "P", Optional.empty(), "runs", List.of(unread))),
                List.of(
                    new MachineStack(
                        "box", "The box", "container", List.of("box/program"), "", "not made")));
    HttpResponse<String> response = visitor.get("/api/workspaces/" + id + "/evidence/stacks");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode view = Visitor.json(response);
    assertThat(Visitor.fields(view)).containsExactly("measuredAt", "layers", "machines");
    assertThat(view.at("/layers/0").toString())
        .isEqualTo(
            "{\"id\":\"box/program\",\"kind\":\"program\",\"title\":\"P\",\"summary\":null,"
                + "\"meaning\":\"runs\",\"readings\":[{\"label\":\"Boot ID\",\"value\":null,"
                + "\"source\":\"/proc\",\"note\":\"not made\"}]}");
    assertThat(view.at("/machines/0").toString())
        .isEqualTo(
            "{\"name\":\"box\",\"title\":\"The box\",\"kind\":\"container\","
                + "\"layers\":[\"box/program\"],\"kernel\":\"\",\"note\":\"not made\"}");
  }
}
