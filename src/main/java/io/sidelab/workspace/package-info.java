/**
 * The state machine of one learner's running lab and of all of them together: start, ready, failed,
 * closing, closed; limits, capacity and the queue before it; expiry; adoption after a restart;
 * checks; files of machines; races and growing numbers of containers; places held and workspaces
 * kept warm for cohorts. {@link io.sidelab.workspace.LiveWorkspaces} is the way in.
 *
 * <p>Threads, all made by {@link io.sidelab.workspace.WorkspaceThreads}: {@code
 * sidelab-workspace-timer} only hands work to the others. {@code sidelab-workspace-N} do the steps
 * of workspaces on the engine; the steps of one workspace run one at a time and in order, through
 * its {@code SerialQueue}. {@code sidelab-workspace-observer-N} ask booting guests and look at
 * disks. {@code sidelab-workspace-preparer-N} probe accelerators and make memory templates. {@code
 * sidelab-workspace-density-N} conduct races and growing numbers, and start, measure and remove
 * their containers; the end of a workspace waits for its run on the worker that ends it. Requests
 * stay on the thread that brings them; only checks, files, ports, further terminals and restarts
 * wait for the engine there. The engine's event thread, the image library's and terminals' threads
 * bring news and leave again at once.
 *
 * <p>Locks: each workspace has one, held for moments and never across a call to the engine, the
 * store, a terminal's program or a listener. While it is held, of other locks only that of the
 * admission is taken, which calls nobody. The registry's lock may be held around it, while a
 * learner claims a warm workspace, and that of the cohorts around the admission's; the pool's
 * guards its wishes and takes no other. Whoever changes a workspace tells its listeners after the
 * lock is released; they are told one at a time, and always once more after the last change. The
 * first of them writes the workspace to the store.
 */
package io.sidelab.workspace;
