/** How it stands with an image, as /api/images/events tells it. */
export interface ImageStatus {
  readonly image: string;
  readonly state: "unknown" | "waiting" | "working" | "ready" | "failed";
  readonly message?: string | null;
  /** What somebody can do about a failure. */
  readonly remedy?: string | null;
  /** Missing or negative where unknown. */
  readonly percent?: number | null;
}
