package io.sidelab.backup;

/** A backup that was not made, or not restored. Its message is for the operator. */
public final class BackupFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public BackupFailure(String message) {
    super(message);
  }

  public BackupFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
