package io.sidelab.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import io.sidelab.engine.EngineFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Opens connections that stop being HTTP after the first answer: attach and exec. The transport can
 * do it too, but starts a thread for each to pump input out of a stream that has to be fed by yet
 * another thread, keeps it until that stream ends, and cannot end the input alone. Here a terminal
 * costs one socket, and a key is one write on the thread that has it.
 */
final class RawStreams {
  /** Longest answer header taken; engines send about 200 bytes. */
  private static final int LONGEST_HEADER = 16 * 1024;

  private final DockerSettings settings;
  private final EngineConnection connection;
  private final ScheduledExecutorService timer;

  RawStreams(DockerSettings settings, EngineConnection connection, ScheduledExecutorService timer) {
    this.settings = settings;
    this.connection = connection;
    this.timer = timer;
  }

  /**
   * @param call path and query of a POST, without the version
   * @param json its body
   */
  RawStream open(String what, String call, String json) throws EngineFailure {
    EngineSession session = connection.session();
    try (Deadline deadline = new Deadline(timer, settings.timeout())) {
      try {
        return upgrade(connect(), session.path(call), json);
      } catch (IOException | RuntimeException problem) {
        if (deadline.expired()) {
          throw Failures.timeout(what);
        }
        throw Failures.of(what, problem);
      }
    }
  }

  private RawStream connect() throws IOException {
    if (settings.overUnixSocket()) {
      return ChannelStream.over(
          SocketChannel.open(UnixDomainSocketAddress.of(settings.host().getPath())));
    }
    InetSocketAddress address =
        new InetSocketAddress(settings.host().getHost(), settings.host().getPort());
    if (settings.tlsFolder().isPresent()) {
      return tls(address);
    }
    SocketChannel channel = SocketChannel.open(address);
    // A key must not wait for the acknowledgement of the key before.
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return ChannelStream.over(channel);
  }

  private RawStream tls(InetSocketAddress address) throws IOException {
    SSLContext context =
        new LocalDirectorySSLConfig(settings.tlsFolder().orElseThrow().toString()).getSSLContext();
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address.getHostString(), address.getPort());
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(settings.timeout().toMillis()));
      socket.startHandshake();
      socket.setSoTimeout(0);
      return new TlsStream(socket);
    } catch (IOException problem) {
      socket.close();
      throw problem;
    }
  }

  private RawStream upgrade(RawStream stream, String path, String json) throws IOException {
    try {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      String head =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      request.writeBytes(body);
      stream.write(request.toByteArray(), 0, request.size());
      return answered(stream);
    } catch (IOException | RuntimeException problem) {
      stream.close();
      throw problem;
    }
  }

  private static RawStream answered(RawStream stream) throws IOException {
    byte[] buffer = new byte[LONGEST_HEADER];
    int length = 0;
    int end = -1;
    while (end < 0) {
      int count =
          length == buffer.length ? -1 : stream.read(buffer, length, buffer.length - length);
      if (count < 0) {
        throw new IOException("the engine closed the connection before it answered");
      }
      length += count;
      end = endOfHeader(buffer, length);
    }
    int status = status(new String(buffer, 0, end, StandardCharsets.US_ASCII));
    if (status != 101 && status != 200) {
      throw new DockerException(
          new String(buffer, end, length - end, StandardCharsets.UTF_8), status);
    }
    return PushedBack.before(stream, buffer, end, length);
  }

  private static int endOfHeader(byte[] buffer, int length) {
    for (int at = 3; at < length; at++) {
      if (buffer[at] == '\n' && buffer[at - 1] == '\r' && buffer[at - 2] == '\n') {
        return at + 1;
      }
    }
    return -1;
  }

  private static int status(String header) throws IOException {
    String[] words = header.split("[ \r\n]", 3);
    if (words.length < 3 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
      throw new IOException("the engine does not speak HTTP");
    }
    return Integer.parseInt(words[1]);
  }
}
