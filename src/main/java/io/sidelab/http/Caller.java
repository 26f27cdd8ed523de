package io.sidelab.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who sent a request, as far as it can be known.
 *
 * @param address of the client, behind the proxies that are trusted
 * @param secure whether the client's own connection is encrypted
 * @param certain false when the request passed a proxy that is not trusted, so that the address is
 *     the proxy's
 */
record Caller(InetAddress address, boolean secure, boolean certain) {
  private static final int IPV4_BYTES = 4;

  /** An IPv6 site gets a /64 at least, so a client may pick any of its addresses for itself. */
  private static final int IPV6_PREFIX_BYTES = 8;

  /** What rate limits count by. */
  String key() {
    byte[] bytes = address.getAddress();
    int length = bytes.length == IPV4_BYTES ? IPV4_BYTES : IPV6_PREFIX_BYTES;
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, length));
  }

  /** Whether the client is a program on this host. */
  boolean local() {
    return certain && address.isLoopbackAddress();
  }
}
