/**
 * The store in one SQLite file, its schema kept by migrations under {@code db/migration}. One
 * connection serves all threads, which take turns: a call takes well under a millisecond, and a
 * single writer never meets a lock of its own. Write-ahead logging keeps the file whole when the
 * server is killed at any moment.
 */
package io.sidelab.sqlite;
