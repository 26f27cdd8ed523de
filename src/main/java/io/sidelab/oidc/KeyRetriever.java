package io.sidelab.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import io.sidelab.oidc.OidcFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Fetches the provider's keys for the library, with our own limits. */
final class KeyRetriever implements ResourceRetriever {
  private final ProviderCalls calls;

  KeyRetriever(ProviderCalls calls) {
    this.calls = calls;
  }

  @Override
  public Resource retrieveResource(URL address) throws IOException {
    try {
      HttpResponse<byte[]> answer =
          calls.send(HttpRequest.newBuilder(URI.create(address.toString())).build());
      if (answer.statusCode() != 200) {
        throw new OidcFailure(Reason.UNREADABLE, address + " answered " + answer.statusCode());
      }
      return new Resource(ProviderCalls.text(answer), "application/json");
    } catch (OidcFailure failure) {
      throw new IOException(failure);
    }
  }
}
