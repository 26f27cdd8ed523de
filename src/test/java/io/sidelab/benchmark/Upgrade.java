package io.sidelab.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Opens a WebSocket on this host. */
final class Upgrade {
  /** The standard's own example; servers here do not mind the same one again. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private Upgrade() {}

  static Line open(int port, String path, String headers, WebSocketCodec.Dialect dialect)
      throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nOrigin: http://localhost:"
            + port
            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: "
            + KEY
            + "\r\n"
            + headers
            + "\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    String head = EngineTarget.head(channel);
    if (EngineTarget.status(head) != 101) {
      channel.close();
      throw new IOException("no socket at " + path + ": " + head.lines().findFirst().orElse(""));
    }
    return new Line(channel, new WebSocketCodec(dialect));
  }
}
