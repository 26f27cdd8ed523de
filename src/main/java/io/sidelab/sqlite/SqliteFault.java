package io.sidelab.sqlite;

import io.sidelab.store.StoreException;
import java.nio.file.Path;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of SQLite means for the operator. */
final class SqliteFault {
  private SqliteFault() {}

  static StoreException explain(Path file, Exception failure) {
    return new StoreException("The database " + file + " " + meaning(failure), failure);
  }

  private static String meaning(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return meaning(sqlite.getResultCode());
      }
    }
    return "cannot be used: " + failure.getMessage();
  }

  /** Extended result codes carry the primary one in their lowest byte. */
  private static String meaning(SQLiteErrorCode extended) {
    return switch (SQLiteErrorCode.getErrorCode(extended.code & 0xff)) {
      case SQLITE_FULL -> "cannot be written: the disk is full. Free some space and try again.";
      case SQLITE_READONLY, SQLITE_PERM ->
          "cannot be written: it or its folder is read-only for the user who runs the server.";
      case SQLITE_CANTOPEN ->
          "cannot be opened: check that its folder exists and belongs to the user who runs the"
              + " server.";
      case SQLITE_NOTADB, SQLITE_CORRUPT ->
          "is damaged. Stop the server, move the file away or restore a backup, and start again.";
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "is in use by another program. Does a second server run on the same data folder?";
      case SQLITE_IOERR -> "cannot be read or written: the disk reports an error.";
      default -> "reports " + extended + ".";
    };
  }
}
