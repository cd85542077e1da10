package io.pitwall.storage.runtime;

/**
 * What a store borrows from the machine.
 *
 * @param files its directory
 * @param clock its time
 * @param scheduler runs its background work
 */
public record Machine(FileSystem files, Clock clock, Scheduler scheduler) {}
