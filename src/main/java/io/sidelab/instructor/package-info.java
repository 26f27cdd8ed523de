/**
 * Who may act as an instructor: accounts, passwords, one-time links that make accounts, and the
 * sessions of who is signed in. Knows nothing of cookies and pages; the edge brings secrets here
 * and gets instructors back.
 *
 * <p>Secrets of links and sessions are 256 random bits; only their hashes are stored. Passwords are
 * hashed with Argon2id, at most two at a time, on the caller's thread and under no lock. Everything
 * may be called from any thread, and nothing here makes one.
 */
package io.sidelab.instructor;
