package io.sidelab.evidence;

/**
 * What drives guests' processors on this host, as it was found out before the first VM started.
 *
 * @param name kvm, tcg, none or unknown
 * @param reason how that was found out, for the learner
 */
public record Acceleration(String name, String reason) {}
