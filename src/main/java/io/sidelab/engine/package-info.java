/**
 * The port to the Docker Engine in this product's own words: machines, images, networks, terminals'
 * TTYs, commands and the failures they end in. Needs nothing but the JDK, so every other package
 * may know it. The adapter that speaks to a real engine is {@code io.sidelab.docker}. Unless a
 * method says otherwise, calls may come from any thread, block for at most the engine timeout of
 * the settings, and honour interruption.
 */
package io.sidelab.engine;
