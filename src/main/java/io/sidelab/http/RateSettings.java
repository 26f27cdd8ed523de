package io.sidelab.http;

/**
 * How often clients may ask.
 *
 * @param learner any request of one learner
 * @param address any request from one address (IPv6: one /64); a class room may share one
 * @param engine requests of one learner that keep the engine busy: checks, evidence, terminals
 * @param startsPerLearner new workspaces of one learner
 * @param startsPerAddress new workspaces from one address
 * @param codes codes of workshops tried from one address: a class that joins together stays below,
 *     and guessing one takes more than a year
 * @param tracked learners and addresses remembered for each of these; the one unseen for longest is
 *     forgotten first
 */
public record RateSettings(
    RateLimit learner,
    RateLimit address,
    RateLimit engine,
    RateLimit startsPerLearner,
    RateLimit startsPerAddress,
    RateLimit codes,
    int tracked) {

  /**
   * A page asks about ten times while it loads and then rarely; a class room of forty behind one
   * address that reloads at once stays far below. 10,000 buckets hold about 4 MB.
   */
  public static RateSettings defaults() {
    return new RateSettings(
        RateLimit.perMinute(1200),
        RateLimit.perMinute(12_000),
        RateLimit.perMinute(120),
        RateLimit.perMinute(30),
        RateLimit.perMinute(120),
        RateLimit.perMinute(120),
        10_000);
  }
}
