package io.sidelab.http;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Where a caller's address belongs, without the address itself. */
final class Whereabouts {
  /** The first seven bits of a unique local IPv6 address, RFC 4193. */
  private static final int UNIQUE_LOCAL = 0xfc;

  private static final int UNIQUE_LOCAL_MASK = 0xfe;

  private Whereabouts() {}

  static String of(Caller caller) {
    InetAddress address = caller.address();
    if (!caller.certain()) {
      return "through a proxy";
    }
    if (address.isLoopbackAddress()) {
      return "this server's machine";
    }
    return local(address) ? "the local network" : "the internet";
  }

  private static boolean local(InetAddress address) {
    return address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || (address instanceof Inet6Address
            && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
  }
}
