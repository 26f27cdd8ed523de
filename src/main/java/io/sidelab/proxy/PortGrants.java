package io.sidelab.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may reach which port, by random secrets of 256 bits: a ticket works once and for a short
 * time, and is exchanged for a token. Only hashes are kept, and only in memory. That a token's
 * workspace has ended shows when its port is connected to.
 */
final class PortGrants {
  private static final int SECRET_BYTES = 32;

  /** Ports that people open in one workspace are few; an older one can be opened again. */
  private static final int PER_WORKSPACE = 32;

  /** Of each kind: some 3 MB. A server runs far fewer than 300 workspaces. */
  private static final int MOST = 10_000;

  private final Duration ticketTime;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Ticket> tickets = new LinkedHashMap<>();
  private final Map<String, PortTarget> tokens = new LinkedHashMap<>();

  private record Ticket(PortTarget target, Instant end) {}

  PortGrants(Duration ticketTime, Clock clock) {
    this.ticketTime = ticketTime;
    this.clock = clock;
  }

  /** A new ticket to the port. */
  synchronized String ticket(PortTarget target) {
    Instant now = clock.instant();
    tickets.values().removeIf(ticket -> !now.isBefore(ticket.end()));
    makeRoom(tickets);
    String secret = secret();
    tickets.put(hash(secret), new Ticket(target, now.plus(ticketTime)));
    return secret;
  }

  /** Takes the ticket, if it is one, and tells what for. */
  synchronized Optional<PortTarget> redeem(String ticket) {
    return Optional.ofNullable(tickets.remove(hash(ticket)))
        .filter(known -> clock.instant().isBefore(known.end()))
        .map(Ticket::target);
  }

  /** A new token to the port. */
  synchronized String token(PortTarget target) {
    List<String> same =
        tokens.entrySet().stream()
            .filter(one -> one.getValue().workspaceId().equals(target.workspaceId()))
            .map(Map.Entry::getKey)
            .toList();
    if (same.size() >= PER_WORKSPACE) {
      tokens.remove(same.get(0));
    }
    makeRoom(tokens);
    String secret = secret();
    tokens.put(hash(secret), target);
    return secret;
  }

  /** What the first of these that is a token stands for. */
  synchronized Optional<PortTarget> find(List<String> secrets) {
    return secrets.stream()
        .map(secret -> tokens.get(hash(secret)))
        .filter(target -> target != null)
        .findFirst();
  }

  /** The oldest goes first. */
  private static void makeRoom(Map<String, ?> full) {
    if (full.size() >= MOST) {
      Iterator<String> oldest = full.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
