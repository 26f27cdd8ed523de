/**
 * The benchmark: terminals through Sidelab, measured in one run beside the Docker Engine itself
 * (the floor) and, where it is installed, ttyd. It uses the server as it is shipped, started as a
 * process of its own, over the same API, sockets and limits as a browser; nothing in the product
 * knows of it. Every row takes its turns at all targets within each round, so that what happens to
 * the host happens to all of them; figures are medians over rounds; bytes are counted and checked.
 * The client is one thread with sockets that never block, and its own floor is measured too.
 */
package io.sidelab.benchmark;
