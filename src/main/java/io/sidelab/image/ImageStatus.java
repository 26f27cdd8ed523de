package io.sidelab.image;

import java.util.OptionalInt;

/**
 * How it stands with an image.
 *
 * @param image as labs name it
 * @param message what is going on, or why it failed, for a learner
 * @param remedy what somebody can do about a failure; empty otherwise
 * @param percent of the work under way, where known
 */
public record ImageStatus(
    String image, State state, String message, String remedy, OptionalInt percent) {

  /** Where an image is on its way. */
  public enum State {
    /** Nobody asked for it yet. */
    UNKNOWN,
    /** Waits for other work. */
    WAITING,
    /** Is pulled or built. */
    WORKING,
    /** Is on the engine. */
    READY,
    /** Could not be had; asking again tries again. */
    FAILED
  }
}
