/**
 * The edge: pages, API, event streams and terminal sockets; cookies, origin checks, limits and
 * status codes. A handler reads the request, passes the gate, calls one method of the product and
 * writes the answer; everything that goes wrong is an exception until one place makes an answer of
 * it.
 *
 * <p>A terminal is open to its own learner, and as guests to those whom {@link
 * io.sidelab.http.GuestPasses} lets in. Everybody else hears what they would hear if there were no
 * such terminal.
 *
 * <p>Threads: request threads of the server's pool ({@code sidelab-http-…}) run handlers and may
 * wait for the engine; the same pool writes event streams and asks how the engine is. What a
 * browser sends to a terminal is taken by the pool's thread that listens to all sockets, so nothing
 * that a terminal socket calls may wait. The server's timer gives heartbeats only. Nothing here
 * makes a thread, and no lock is held while anything is read, written or called.
 */
package io.sidelab.http;
