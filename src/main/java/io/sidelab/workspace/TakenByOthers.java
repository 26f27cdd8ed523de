package io.sidelab.workspace;

/**
 * What is not to be had for a cohort, because others hold it.
 *
 * @param limit of workspaces that may run at once
 * @param places that others' workspaces have or that are held for others
 * @param memoryBytes that those hold or will hold
 * @param diskBytes that those may still write: held for others and not taken yet
 */
record TakenByOthers(int limit, int places, long memoryBytes, long diskBytes) {}
