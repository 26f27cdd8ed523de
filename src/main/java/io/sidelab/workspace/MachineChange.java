package io.sidelab.workspace;

import io.sidelab.content.MachineChoice;

/**
 * A choice that is on its way, or that came to nothing; the machine goes on meanwhile.
 *
 * @param message how far it is or why it failed, for the learner
 * @param failed whether it came to nothing; the next choice takes its place
 */
public record MachineChange(MachineChoice choice, String message, boolean failed) {
  boolean waitsFor(String image) {
    return !failed && choice.image().equals(image);
  }

  MachineChange saying(String text) {
    return new MachineChange(choice, text, false);
  }

  MachineChange failing(String text) {
    return new MachineChange(choice, text, true);
  }
}
