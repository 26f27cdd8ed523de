package io.sidelab.http;

/**
 * An error or a notice as a whole page.
 *
 * @param status HTTP status, shown small
 * @param title what happened, in a few words
 * @param message what it means and what to do
 */
public record MessagePage(int status, String title, String message, String link, String linkText) {}
