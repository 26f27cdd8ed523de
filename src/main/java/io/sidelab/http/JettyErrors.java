package io.sidelab.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty says where a request does not even reach our routes: unreadable ones, and sockets to
 * nowhere. The same words as elsewhere, and nothing of the request or of the server in them.
 */
final class JettyErrors {
  private JettyErrors() {}

  /** For requests that were never understood. */
  static final class OfServer extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
      return true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      SafetyHeaders.put(response.getHeaders());
      return super.handle(request, response, callback);
    }

    @Override
    protected void writeErrorHtml(
        Request request, Writer writer, Charset charset, int code, String message, Throwable cause)
        throws IOException {
      writer.write(page(code));
    }

    @Override
    protected void writeErrorJson(
        Request request, PrintWriter writer, int code, String message, Throwable cause) {
      writer.write(json(code));
    }

    @Override
    protected void writeErrorPlain(
        Request request, PrintWriter writer, int code, String message, Throwable cause) {
      writer.write(ErrorAnswer.plain(code).message());
    }
  }

  /** For requests that were refused by the servlet container. */
  static final class OfServlets extends ErrorPageErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
      return true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      SafetyHeaders.put(response.getHeaders());
      return super.handle(request, response, callback);
    }

    @Override
    protected void writeErrorHtml(
        Request request, Writer writer, Charset charset, int code, String message, Throwable cause)
        throws IOException {
      writer.write(page(code));
    }

    @Override
    protected void writeErrorJson(
        Request request, PrintWriter writer, int code, String message, Throwable cause) {
      writer.write(json(code));
    }

    @Override
    protected void writeErrorPlain(
        Request request, PrintWriter writer, int code, String message, Throwable cause) {
      writer.write(ErrorAnswer.plain(code).message());
    }
  }

  private static String page(int code) {
    ErrorAnswer answer = ErrorAnswer.plain(code);
    return "<!doctype html><html lang=\"en\"><title>"
        + answer.title()
        + "</title><h1>"
        + answer.title()
        + "</h1><p>"
        + answer.message()
        + "</p><p><a href=\"/\">All labs</a></p></html>";
  }

  /** All texts here are our own and free of characters that JSON would escape. */
  private static String json(int code) {
    ErrorAnswer answer = ErrorAnswer.plain(code);
    return "{\"error\":\"" + answer.code() + "\",\"message\":\"" + answer.message() + "\"}";
  }
}
