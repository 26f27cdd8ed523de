package io.sidelab.http;

import io.sidelab.image.ImageStatus;
import java.util.Locale;
import java.util.OptionalInt;

/** How it stands with an image, on the wire. */
record ImageJson(String image, String state, String message, String remedy, OptionalInt percent) {

  static ImageJson of(ImageStatus status) {
    return new ImageJson(
        status.image(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.message(),
        status.remedy(),
        status.percent());
  }
}
