/**
 * Finds the images that labs name: on the engine, in a registry or its mirror, or built on the spot
 * from a recipe. Work is queued, one image at a time per kind of work, and its progress and its
 * failures are there for the page to show. An image that cannot be had is a state with a reason and
 * a remedy, never a stop.
 */
package io.sidelab.image;
