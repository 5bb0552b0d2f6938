// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;

/** Turns Netty's request into ours, or says why it is none. Safe for concurrent use. */
final class RequestReader {
  private final String prefix;
  private final ClientAddress clientAddress;
  private final Clock clock;

  RequestReader(String prefix, ClientAddress clientAddress, Clock clock) {
    this.prefix = prefix;
    this.clientAddress = clientAddress;
    this.clock = clock;
  }

  /** Returns the answer to a request that no feature should see. */
  Optional<Response> refusal(HttpRequest request) {
    var failure = request.decoderResult().cause();
    if (failure instanceof TooLongHttpLineException) {
      return refusal(414, "request line too long\n");
    }
    if (failure instanceof TooLongHttpHeaderException) {
      return refusal(431, "request headers too long\n");
    }
    if (failure != null || hasWrongHost(request)) {
      return refusal(400, "bad request\n");
    }
    if (request.protocolVersion().majorVersion() != 1) {
      return refusal(505, "not HTTP/1\n");
    }
    if (hasOther(request.headers(), HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE)) {
      return refusal(417, "unknown expectation\n");
    }
    if (hasOther(request.headers(), HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)) {
      return refusal(501, "unknown transfer encoding\n");
    }
    return Optional.empty();
  }

  /** Which feature the path belongs to is unknown, so the answer is open to every script. */
  private static Optional<Response> refusal(int status, String text) {
    return Optional.of(Response.text(status, text).header("Access-Control-Allow-Origin", "*"));
  }

  /** Returns what the head announces. */
  Incoming read(HttpRequest request, InetAddress peer) {
    var fields = new ArrayList<Headers.Field>(request.headers().size());
    var each = request.headers().iteratorCharSequence();
    while (each.hasNext()) {
      var field = each.next();
      fields.add(new Headers.Field(field.getKey().toString(), field.getValue().toString()));
    }
    var headers = Headers.of(fields);
    var line =
        new RequestHead.Line(request.method().name(), RequestTarget.reduce(request.uri(), prefix));
    boolean isChunked = HttpUtil.isTransferEncodingChunked(request);
    long announced = isChunked ? -1 : HttpUtil.getContentLength(request, 0L);
    return new Incoming(
        new RequestHead(line, headers, clientAddress.of(peer, headers), clock.instant()),
        announced != 0,
        announced,
        HttpUtil.is100ContinueExpected(request),
        HttpUtil.isKeepAlive(request),
        request.protocolVersion().equals(HttpVersion.HTTP_1_0));
  }

  /** HTTP/1.1 asks for exactly one Host, and proxies may disagree about any other number. */
  private static boolean hasWrongHost(HttpRequest request) {
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    return hosts > 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1));
  }

  private static boolean hasOther(HttpHeaders headers, CharSequence name, CharSequence known) {
    return headers.contains(name) && !known.toString().equalsIgnoreCase(headers.get(name));
  }
}
