/**
 * The port to what must outlive the server: who the learners are, which workspaces run, how far
 * they came, what was measured once. Records and interfaces only. Calls block on a local disk for
 * milliseconds and may come from any thread; an unusable store throws {@link
 * io.sidelab.store.StoreException}, after which nothing was changed.
 */
package io.sidelab.store;
