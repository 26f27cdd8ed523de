/**
 * Rehearsals: before a class comes, as many robots go through its workshop on this very server, and
 * a report says how it went and what will end first. {@link io.sidelab.rehearsal.Rehearsals} is the
 * way in.
 *
 * <p>The robots are clients ({@link io.sidelab.robot.ClassRobot}): they join by the workshop's code
 * and have the limits of everybody; what this package does by itself is what the instructor could
 * do, and looking at the host. Reports live in memory.
 *
 * <p>Threads, while one rehearsal goes on: {@code sidelab-rehearsal} conducts it, {@code
 * sidelab-rehearsal-host} looks at the host, {@code sidelab-rehearsal-client} (four) carry what
 * servers and terminals send, and one for each robot, at most sixty, with small stacks. Every wait
 * has an end, and stopping interrupts them all.
 */
package io.sidelab.rehearsal;
