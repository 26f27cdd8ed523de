/**
 * The program: commands, settings, wiring and shutdown. Builds every part by hand and closes them
 * in reverse.
 */
package io.sidelab.app;
