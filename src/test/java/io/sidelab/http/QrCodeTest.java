package io.sidelab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidelab.testing.QrReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class QrCodeTest {
  private static final int PIXELS_PER_MODULE = 6;
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.5:8080/join/K7M2QX",
        "https://labs.example.org/join/K7M2QX?a=1&b=<2>",
        "Grüße, 学ぶ",
        "x"
      })
  void whatWasDrawnIsReadAgain(String text) throws Exception {
    assertThat(QrReader.read(drawn(QrCode.svg(text)))).isEqualTo(text);
  }

  @Test
  void theLongestTextIsReadAgainAndALongerOneIsRefused() throws Exception {
    String longest = "a".repeat(2331);

    assertThat(QrReader.read(drawn(QrCode.svg(longest)))).isEqualTo(longest);
    assertThatThrownBy(() -> QrCode.svg(longest + "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2332 characters");
    assertThatThrownBy(() -> QrCode.svg("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatItIsAndNeedsNothingThatTheContentPolicyRefuses() throws Exception {
    String svg = QrCode.svg("http://host/<script>alert(1)</script>");

    Element root = parsed(svg);
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("QR code: http://host/<script>alert(1)</script>");
    assertThat(svg).doesNotContain("style", "<script");
  }

  @Test
  void isDarkOnWhiteWithAQuietZoneAllAround() throws Exception {
    BufferedImage picture = drawn(QrCode.svg("x"));
    int quiet = 4 * PIXELS_PER_MODULE;

    for (int along = 0; along < picture.getWidth(); along++) {
      for (int inward = 0; inward < quiet; inward++) {
        int far = picture.getWidth() - 1 - inward;
        assertThat(picture.getRGB(along, inward)).isEqualTo(Color.WHITE.getRGB());
        assertThat(picture.getRGB(inward, along)).isEqualTo(Color.WHITE.getRGB());
        assertThat(picture.getRGB(along, far)).isEqualTo(Color.WHITE.getRGB());
        assertThat(picture.getRGB(far, along)).isEqualTo(Color.WHITE.getRGB());
      }
    }
    assertThat(picture.getRGB(quiet, quiet)).isEqualTo(Color.BLACK.getRGB());
  }

  private static Element parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  /** On black, so that only what the drawing itself makes white is white. */
  private static BufferedImage drawn(String svg) throws Exception {
    Element root = parsed(svg);
    int side = Integer.parseInt(root.getAttribute("viewBox").split(" ")[2]);
    int pixels = side * PIXELS_PER_MODULE;
    BufferedImage picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.scale(PIXELS_PER_MODULE, PIXELS_PER_MODULE);
    var paths = root.getElementsByTagName("path");
    Element ground = (Element) paths.item(0);
    assertThat(ground.getAttribute("d")).isEqualTo("M0 0h" + side + "v" + side + "h-" + side + "z");
    pen.setColor(Color.decode(ground.getAttribute("fill").replaceAll("[0-9a-f]", "$0$0")));
    pen.fillRect(0, 0, side, side);
    pen.setColor(Color.decode(((Element) paths.item(1)).getAttribute("fill")));
    Matcher run = RUN.matcher(((Element) paths.item(1)).getAttribute("d"));
    while (run.find()) {
      pen.fillRect(number(run, 1), number(run, 2), number(run, 3), 1);
    }
    pen.dispose();
    return picture;
  }

  private static int number(Matcher run, int group) {
    return Integer.parseInt(run.group(group));
  }
}
