package io.sidelab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sidelab.http.QrCode;
import io.sidelab.testing.QrReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A QR code as a browser draws it, in a size that fits no whole number of pixels. */
class QrCodeIT {
  @Test
  void isReadFromADarkPage() throws Exception {
    String link = "http://192.168.1.20:8080/join/K7M2QX";
    try (Chromium chromium = new Chromium();
        BrowserContext learner = chromium.learner(400, 400, ColorScheme.DARK)) {
      Page page = learner.newPage();
      page.setContent(
          "<!doctype html><html lang=en><title>Join</title><style>body{background:#121823;color:#fff}"
              + "svg{width:211px}</style><main><h1>Join</h1>"
              + QrCode.svg(link)
              + "</main>");
      Chromium.screenshot(page, "qr-code-dark");

      byte[] png = page.screenshot();
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(QrReader.read(picture)).isEqualTo(link);
      Accessibility.assertGood(page, "qr-code");
    }
  }
}
