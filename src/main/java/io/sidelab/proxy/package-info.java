/**
 * A second listener, with an origin of its own, that shows what web servers in machines answer.
 * Whatever comes from a machine is hostile to the page that the machine belongs to, so it never
 * runs in that page's origin. {@link io.sidelab.proxy.ProxyServer} is the way in.
 *
 * <p>A browser is let in by a link that works once and leaves a cookie, which stands for one port
 * of one machine of one workspace; nothing in a request can name another. One request is taken from
 * each connection, with its head parsed strictly and written anew, its body counted, and nothing
 * after that passed on, so no second request can hide behind the first. Cookies of this server
 * never reach a machine, nor can a machine set them. After a WebSocket's handshake bytes flow as
 * they are.
 *
 * <p>Threads: {@code sidelab-proxy-accept} takes connections; {@code sidelab-proxy-N} are two for
 * each connection at the most, one for each direction, and may wait for the engine, the browser and
 * the machine; {@code sidelab-proxy-clock} closes what stands still for too long. No lock is held
 * while anything is read, written or called.
 */
package io.sidelab.proxy;
