/**
 * A robot that plays labs to their end: for authors, who want to know that every check fails before
 * its solution and passes after it. It is a client of a running server and knows nothing of its
 * insides: it starts a workspace, types into terminals, asks for checks and answers questions over
 * HTTP and WebSocket, as a browser does. Only what no client can know, the values that solutions
 * carry from one machine to another, comes from {@link io.sidelab.workspace.Solutions}.
 *
 * <p>{@link io.sidelab.robot.ClassRobot} is such a learner in a workshop, among others.
 *
 * <p>One thread plays, one step after another; the JDK's client brings what terminals print on
 * threads of its own, and one thread each measures the echo of keys where that is asked for. Every
 * wait has an end ({@link io.sidelab.robot.Patience}), and an interrupt ends them all.
 */
package io.sidelab.robot;
