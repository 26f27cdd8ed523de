package io.sidelab.workspace;

import io.sidelab.content.Lab;
import java.util.List;

/**
 * Places held and workspaces kept warm for cohorts. A cohort is an opaque identifier: who belongs
 * to it is known to whoever starts workspaces with it. Held places are kept in memory only; after a
 * restart they are held again by a new call, and warm workspaces of an earlier server then go on.
 * Those of a cohort that nobody holds again within {@code WorkspaceSettings.Times#cohortReturn} are
 * removed. Safe for use by any thread.
 */
public interface Cohorts {
  /**
   * Whether seats fit now, and what is missing: arithmetic over what the host has and what others
   * hold. May wait for the engine, for its figures, which are kept for some seconds.
   */
  SeatReport report(SeatRequest request);

  /**
   * Keeps that many places free for the cohort's starts; called again, changes their number. Starts
   * of the cohort take one of them first and queue as everybody when all are taken. A cohort that
   * has workspaces from before a restart is asked for places only: what runs fits. An engine that
   * cannot be asked refuses nothing. May wait for the engine as {@link #report} does.
   *
   * @throws WorkspaceFailure NO_ROOM, with what is missing and the next step; nothing has changed
   */
  void hold(String cohort, int seats, List<Lab> labs) throws WorkspaceFailure;

  /**
   * Gives held places back and begins to end the cohort's warm workspaces. What its learners have
   * goes on.
   */
  void release(String cohort);

  /**
   * Fills the pool with ready workspaces in the cohort's held places, two at a time; called again,
   * changes the wanted number and ends what is too much. Returns at once. Nobody uses them, so they
   * do not expire while the cohort is held.
   *
   * @param count of workspaces that wait for learners, besides those that learners have already
   */
  void warm(String cohort, Lab lab, int count);

  Warmth warmth(String cohort);
}
