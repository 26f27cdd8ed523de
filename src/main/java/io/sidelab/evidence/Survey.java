package io.sidelab.evidence;

/**
 * One measurement of a workspace's machines and their host, in two views that agree.
 *
 * @param comparison the machines and their host side by side
 * @param stacks what each machine stands on
 */
public record Survey(Evidence comparison, StackView stacks) {}
