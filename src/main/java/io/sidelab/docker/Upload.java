package io.sidelab.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is sent to the engine: tells a source that cannot be read from an engine that is away. */
final class Upload extends FilterInputStream {
  Upload(InputStream source) {
    super(source);
  }

  /** The source failed. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException problem) {
      throw new Unreadable(problem);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException problem) {
      throw new Unreadable(problem);
    }
  }
}
