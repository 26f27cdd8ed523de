package io.sidelab.http;

import io.javalin.http.Context;
import io.sidelab.instructor.Instructor;
import io.sidelab.instructor.Instructors;
import io.sidelab.instructor.Secret;
import io.sidelab.instructor.Session;
import io.sidelab.instructor.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which instructor sent a request, by a cookie of its own. Whether they may see a certain
 * thing is for the caller to decide; without this nobody is an instructor.
 */
final class SignIns {
  private static final String ATTRIBUTE = SignIns.class.getName();

  private final Gate gate;
  private final SignInCookie cookie;
  private final Sessions sessions;

  SignIns(Gate gate, AccessSettings access, Instructors instructors) {
    this.gate = gate;
    this.cookie = new SignInCookie(access.secureCookie());
    this.sessions = instructors.sessions();
  }

  /** The instructor who is signed in, if one is. */
  Optional<Instructor> find(Context ctx) {
    return session(ctx).map(Session::instructor);
  }

  /** As {@link #find}, for requests that have no context of the framework's, such as sockets. */
  Optional<Instructor> find(HttpServletRequest request) {
    return lookUp(request).map(Session::instructor);
  }

  /**
   * The instructor who is signed in. Others are refused by the API with the code {@code
   * sign_in_first}; who asks for a page is led to the sign-in page and comes back from there.
   */
  Instructor require(Context ctx) throws Refusal {
    return requireSession(ctx).instructor();
  }

  Session requireSession(Context ctx) throws Refusal {
    Optional<Session> session = session(ctx);
    if (session.isPresent()) {
      return session.get();
    }
    String message = "This is for instructors. Sign in first.";
    if (ctx.path().startsWith("/api/")) {
      throw new Refusal(401, "sign_in_first", message);
    }
    String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
    String next = URLEncoder.encode(ctx.path() + query, StandardCharsets.UTF_8);
    throw new Refusal(303, "sign_in_first", message, Map.of("Location", "/sign-in?next=" + next));
  }

  /** The session of the request. Looked up once. */
  Optional<Session> session(Context ctx) {
    Optional<Session> known = ctx.attribute(ATTRIBUTE);
    if (known == null) {
      known = lookUp(ctx.req());
      ctx.attribute(ATTRIBUTE, known);
    }
    return known;
  }

  private Optional<Session> lookUp(HttpServletRequest request) {
    return cookie.read(request).flatMap(token -> sessions.find(token).stream()).findFirst();
  }

  /** Begins a session in this browser with a new cookie; one that it had before ends. */
  void open(Context ctx, Instructor instructor) {
    session(ctx).ifPresent(sessions::end);
    Caller caller = gate.caller(ctx.req());
    Secret<Session> opened =
        sessions.open(instructor, BrowserName.of(ctx.header("User-Agent")), Whereabouts.of(caller));
    ctx.res().addHeader("Set-Cookie", cookie.written(opened.token(), caller.secure()));
    ctx.attribute(ATTRIBUTE, Optional.of(opened.made()));
  }

  /** Ends the session of this browser, if there is one, and takes the cookie back. */
  void close(Context ctx) {
    session(ctx).ifPresent(sessions::end);
    forget(ctx);
  }

  /** Takes the cookie back from this browser. */
  void forget(Context ctx) {
    ctx.res().addHeader("Set-Cookie", cookie.cleared(gate.caller(ctx.req()).secure()));
    ctx.attribute(ATTRIBUTE, Optional.empty());
  }
}
