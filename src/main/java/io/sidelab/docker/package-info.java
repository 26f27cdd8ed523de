/**
 * The adapter to a Docker Engine, and the only user of docker-java. Calls run on the caller's
 * thread and end by a timer when they take too long; streams of JSON are read on the caller's
 * thread as well. Terminals and commands use connections of their own, outside of the pool. Threads
 * of the adapter begin with {@code sidelab-docker-}: one timer, one that ends the processes of
 * closed terminals, one for each subscription to events, some that write the input of commands.
 */
package io.sidelab.docker;
