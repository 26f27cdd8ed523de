package io.sidelab.http;

import io.sidelab.instructor.Instructors;
import jakarta.servlet.http.HttpServletRequest;

/**
 * How often secrets may be tried: passwords, one-time links, the code of self-study. A name has ten
 * tries a minute from one address, so an instructor is not shut out by guesses from elsewhere; all
 * names together have sixty from there, which a class room behind one address does not need.
 */
final class SignInLimits {
  static final RateLimit PER_NAME = RateLimit.perMinute(10);
  static final RateLimit PER_ADDRESS = RateLimit.perMinute(60);

  private final Gate gate;
  private final Buckets names;
  private final Buckets addresses;

  /**
   * @param tracked names and addresses remembered
   */
  SignInLimits(Gate gate, int tracked) {
    this.gate = gate;
    this.names = new Buckets(PER_NAME, tracked);
    this.addresses = new Buckets(PER_ADDRESS, tracked);
  }

  /** Before a password of somebody's is tried. */
  void admitPassword(HttpServletRequest request, String name) throws Refusal {
    String address = gate.address(request);
    addresses.take(address);
    // By hash: names may be as long as a request, and many of them are remembered.
    names.take(address + " " + Integer.toHexString(Instructors.nameKey(name).hashCode()));
  }

  /** Before a secret without a name is tried. */
  void admitSecret(HttpServletRequest request) throws Refusal {
    addresses.take(gate.address(request));
  }
}
