package io.sidelab.store;

/** What a learner chose a machine to be made with. */
public record ChoiceRecord(String image, long memoryBytes, double cpus) {}
