/**
 * Everything a server keeps as one file, and that file as a data folder again. A backup is a ZIP
 * archive, which the JDK writes and which every system can look into; its manifest says what is in
 * it, of which schema, with a SHA-256 of each member. Nothing is taken from an archive before all
 * of it has been found whole. One thread, that of the command.
 */
package io.sidelab.backup;
