import type { Disposable } from "../disposables";
import type { ImageStatus } from "../protocol/images";
import { Live } from "./live";

/** Hears how images come along until disposed. */
export function watchImages(heard: (status: ImageStatus) => void): Disposable {
  return new Live("/api/images/events", "image", {
    heard: (data) => {
      heard(JSON.parse(data) as ImageStatus);
    },
    poll: () => Promise.resolve(true),
  });
}
