// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import firefoxsync.http.Headers;
import firefoxsync.http.outgoing.OutgoingException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request and its answer, on connections that are kept for a while. The library's only user. */
final class Exchange implements AutoCloseable {
  private static final Timeout CONNECT_PATIENCE = Timeout.ofSeconds(4);
  /** For one of the connections; whoever waits longer asks a host that is slow already. */
  private static final Timeout QUEUE_PATIENCE = Timeout.ofSeconds(1);

  private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(2);
  private static final int HEADER_LINE_MAX = 16 * 1024;
  private static final int HEADER_COUNT_MAX = 100;

  private final Reach reach;
  private final GuardedResolver resolver;
  private final CloseableHttpClient client;

  Exchange(Reach reach, String userAgent, OutgoingHttp.Capacity capacity) {
    this.reach = reach;
    this.resolver = new GuardedResolver(reach);
    this.client = HttpClients.custom()
        .setConnectionManager(connections(capacity))
        .setRoutePlanner(new Routes(reach))
        .setUserAgent(userAgent)
        // The caller decides what is asked again, and every redirect is looked at.
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        // A small answer must not become a large one.
        .disableContentCompression()
        .build();
  }

  private HttpClientConnectionManager connections(OutgoingHttp.Capacity capacity) {
    var http1 = Http1Config.custom()
        .setMaxLineLength(HEADER_LINE_MAX)
        .setMaxHeaderCount(HEADER_COUNT_MAX)
        .build();
    var config = ConnectionConfig.custom()
        .setConnectTimeout(CONNECT_PATIENCE)
        .setTimeToLive(CONNECTION_LIFE)
        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
        .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(resolver)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(http1).build())
        .setDefaultConnectionConfig(config)
        .setMaxConnPerRoute(capacity.callsPerHost())
        .setMaxConnTotal(capacity.calls())
        .build();
  }

  /** Asks once, and tells before it begins how to stop it. */
  OutgoingAnswer send(OutgoingRequest request, OutgoingLimits limits, Consumer<Runnable> begin) {
    var message = message(request, limits.total());
    begin.accept(message::cancel);
    try {
      var origin = request.origin();
      if (!reach.isDirect(origin.host())) {
        resolver.checkUnresolved(origin.host(), origin.port());
      }
      return client.execute(message, answer -> {
        var read = read(answer, limits.bodyBytesMax());
        if (read.isEmpty()) {
          // Else the rest, of whatever length, would be read to reuse the connection.
          message.cancel();
        }
        return read.orElseThrow(() -> new OutgoingException(
            Kind.TOO_LARGE, request + ": more than " + limits.bodyBytesMax() + " bytes"));
      });
    } catch (IOException e) {
      throw new OutgoingException(kind(e), request + ": " + e, e);
    }
  }

  private static HttpUriRequestBase message(OutgoingRequest request, Duration total) {
    var message = new HttpUriRequestBase(request.method(), request.uri());
    request.headers().fields().forEach(f -> message.addHeader(f.name(), f.value()));
    if (request.body().length > 0) {
      // Its type stands in the headers already.
      message.setEntity(new ByteArrayEntity(request.body(), null));
    }
    message.setConfig(RequestConfig.custom()
        .setConnectionRequestTimeout(QUEUE_PATIENCE)
        .setResponseTimeout(Timeout.of(total))
        .setProtocolUpgradeEnabled(false)
        .build());
    return message;
  }

  /** Returns the answer; empty when its body is longer than the limit. */
  private static Optional<OutgoingAnswer> read(ClassicHttpResponse answer, int bodyBytesMax)
      throws IOException {
    var headers = Headers.of(Arrays.stream(answer.getHeaders())
        .map(header ->
            new Headers.Field(header.getName(), Objects.requireNonNullElse(header.getValue(), "")))
        .toList());
    var entity = answer.getEntity();
    var body = entity == null ? new byte[0] : entity.getContent().readNBytes(bodyBytesMax + 1);
    return body.length > bodyBytesMax
        ? Optional.empty()
        : Optional.of(new OutgoingAnswer(answer.getCode(), headers, body));
  }

  private static Kind kind(IOException failure) {
    if (failure instanceof GuardedResolver.RefusedAddressException) {
      return Kind.REFUSED_ADDRESS;
    }
    if (failure instanceof ConnectionRequestTimeoutException) {
      return Kind.BUSY;
    }
    return failure instanceof InterruptedIOException ? Kind.TIMED_OUT : Kind.UNREACHABLE;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new IllegalStateException("the client only lets go of its connections", e);
    }
  }

  /** Straight to the hosts that the administrator named, to all others through the proxy. */
  private static final class Routes extends DefaultRoutePlanner {
    private final Reach reach;

    Routes(Reach reach) {
      super(null);
      this.reach = reach;
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
      var proxy = reach.isDirect(target.getHostName()) ? null : reach.proxy();
      return proxy == null ? null : host(proxy);
    }

    private static HttpHost host(URI uri) {
      var origin = Origin.of(uri);
      return new HttpHost(origin.scheme(), origin.host(), origin.port());
    }
  }
}
