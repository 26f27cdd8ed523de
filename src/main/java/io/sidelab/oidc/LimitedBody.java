package io.sidelab.oidc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes an answer's body up to a size and breaks off there. */
final class LimitedBody implements BodySubscriber<byte[]> {
  private final int most;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private Subscription subscription;

  /**
   * @param most bytes
   */
  LimitedBody(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (ByteBuffer piece : pieces) {
      if (whole.isDone()) {
        return;
      }
      if (taken.size() + piece.remaining() > most) {
        subscription.cancel();
        whole.completeExceptionally(new IOException("more than " + most + " bytes"));
        return;
      }
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      taken.write(bytes, 0, bytes.length);
    }
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    whole.complete(taken.toByteArray());
  }
}
