package io.sidelab.store;

/**
 * The store cannot be read or written: a full disk, a broken file. Unchecked; the edge reports it.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
