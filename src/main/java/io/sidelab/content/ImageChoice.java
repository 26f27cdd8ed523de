package io.sidelab.content;

/**
 * An image that learners may choose for a machine.
 *
 * @param image as people name it, such as {@code debian:12}
 * @param title what it is called in the picker
 * @param summary what it is, in a sentence; may be empty
 * @param size roughly, in the author's words; may be empty
 */
public record ImageChoice(String image, String title, String summary, String size) {}
