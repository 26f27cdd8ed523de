/**
 * An instructor runs prepared labs with a class: plans and join codes, who is in the class, what
 * everybody does, who may be stuck, and what the instructor tells them. {@link
 * io.sidelab.workshop.Workshops} is the way in.
 *
 * <p>The store has the truth. What happens is written there once, as an event with its place among
 * all events; how learners stand is folded from these events, so a restart changes nothing. Only
 * who looks at a page right now lives in memory.
 *
 * <p>Threads: callers' own, and {@code sidelab-workshop-clock}, which holds seats and gives them
 * back when it is time, and may wait for the engine. News of workspaces come on the thread on which
 * they happen, and leave again after a write to the store. Locks are held for moments, around
 * memory only, never across the store, a workspace or a listener.
 */
package io.sidelab.workshop;
