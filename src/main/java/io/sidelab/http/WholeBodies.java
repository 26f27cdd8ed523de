package io.sidelab.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads bodies whole before a thread is given to their request: a few hundred clients that send a
 * byte now and then would otherwise hold every thread. Copies them, because keeping the pieces as
 * they come would keep a network buffer for each. What is too long goes on at once, to be refused
 * by those who know the words for it.
 */
final class WholeBodies implements EagerContentHandler.ContentLoaderFactory {
  private final long most;

  /**
   * @param most bytes of the longest body
   */
  WholeBodies(long most) {
    this.most = most;
  }

  @Override
  public String getApplicableMimeType() {
    // Jetty's word for all of them.
    return null;
  }

  @Override
  public EagerContentHandler.ContentLoader newContentLoader(
      String contentType,
      String mimeType,
      Handler handler,
      Request request,
      Response response,
      Callback callback) {
    return new Loader(handler, request, response, callback);
  }

  private final class Loader extends EagerContentHandler.ContentLoader implements Invocable.Task {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<Content.Chunk> end = Optional.empty();

    Loader(Handler handler, Request request, Response response, Callback callback) {
      super(handler, request, response, callback);
    }

    @Override
    protected void load() {
      if (readWhatIsThere()) {
        handleWhole();
      }
    }

    /** More has come; Jetty's own thread is not to be held. */
    @Override
    public void run() {
      if (readWhatIsThere()) {
        getRequest().getContext().execute(this::handleWhole);
      }
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    /** Whether nothing more is to be waited for. */
    private boolean readWhatIsThere() {
      while (end.isEmpty() && body.size() <= most) {
        Content.Chunk chunk = getRequest().read();
        if (chunk == null) {
          getRequest().demand(this);
          return false;
        }
        if (Content.Chunk.isFailure(chunk)) {
          end = Optional.of(chunk);
          return true;
        }
        copy(chunk.getByteBuffer());
        end = chunk.isLast() ? Optional.of(Content.Chunk.EOF) : Optional.empty();
        chunk.release();
      }
      return true;
    }

    private void copy(ByteBuffer bytes) {
      byte[] copied = new byte[bytes.remaining()];
      bytes.get(copied);
      body.write(copied, 0, copied.length);
    }

    private void handleWhole() {
      handle(new Replayed(getRequest(), body.toByteArray(), end), getResponse(), getCallback());
    }
  }

  /** What was read, then its end, or the rest of what was too long. */
  private static final class Replayed extends Request.Wrapper {
    private final Optional<Content.Chunk> end;
    private byte[] body;

    Replayed(Request request, byte[] body, Optional<Content.Chunk> end) {
      super(request);
      this.body = body;
      this.end = end;
    }

    @Override
    public Content.Chunk read() {
      if (body.length > 0) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        body = new byte[0];
        return Content.Chunk.from(bytes, false);
      }
      return end.isPresent() ? end.get() : super.read();
    }
  }
}
