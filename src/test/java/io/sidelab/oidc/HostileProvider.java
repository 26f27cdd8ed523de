package io.sidelab.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider on loopback that a test makes misbehave in one way; until then it is honest. */
final class HostileProvider implements AutoCloseable {
  final RSAKey key = newKey("one");
  final Map<String, Object> document = new HashMap<>();
  final Map<String, Object> userInfo = new HashMap<>(Map.of("sub", "ada", "name", "Ada"));

  /** What the token endpoint gives out. */
  volatile String idToken = "";

  volatile JWKSet keys = new JWKSet(key);

  /** Instead of the document about itself. */
  volatile Misbehaviour discovery = this::tellOfItself;

  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  interface Misbehaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  HostileProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    String base = issuer().toString();
    document.put("issuer", base);
    document.put("authorization_endpoint", base + "/authorize?tenant=1");
    document.put("token_endpoint", base + "/token");
    document.put("userinfo_endpoint", base + "/userinfo");
    document.put("jwks_uri", base + "/jwks");
    server.createContext("/", exchange -> discovery.answer(exchange));
    server.createContext("/jwks", exchange -> send(exchange, 200, keys.toString()));
    server.createContext("/token", exchange -> send(exchange, 200, tokens()));
    server.createContext(
        "/userinfo", exchange -> send(exchange, 200, JSONObjectUtils.toJSONString(userInfo)));
    server.start();
  }

  static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
    return signed(claims, JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key));
  }

  static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private String tokens() {
    return JSONObjectUtils.toJSONString(Map.of("id_token", idToken, "access_token", "any"));
  }

  private void tellOfItself(HttpExchange exchange) throws IOException {
    send(exchange, 200, JSONObjectUtils.toJSONString(document));
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** The head and the first byte, and then nothing as long as the provider lives. */
  void stall(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      end.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
