// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Clock;
import java.util.Date;

/** Writes the head of each answer, with the fields that all of them have. Safe for concurrent use. */
final class AnswerHeads {
  private record DateText(long second, String text) {}

  private final Clock clock;
  private volatile DateText date = new DateText(Long.MIN_VALUE, "");

  AnswerHeads(Clock clock) {
    this.clock = clock;
  }

  /** Tells whether HTTP forbids this status a body. */
  static boolean isBodiless(int status) {
    return status == 204 || status == 304;
  }

  /** Returns the head in Netty's form. */
  HttpResponse of(Response answer, CharSequence connection) {
    var headers =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    answer.headers().fields().forEach(field -> headers.add(field.name(), field.value()));
    headers.set(HttpHeaderNames.DATE, dateText());
    headers.set("X-Content-Type-Options", "nosniff");
    if (!isBodiless(answer.status())) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(answer.body().length()));
    }
    if (!connection.isEmpty()) {
      headers.set(HttpHeaderNames.CONNECTION, connection);
    }
    return new DefaultHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), headers);
  }

  /** Returns what the Connection field says; nothing when both sides know anyway. */
  static CharSequence connection(boolean isClosing, boolean isOldClient) {
    if (isClosing) {
      return HttpHeaderValues.CLOSE;
    }
    return isOldClient ? HttpHeaderValues.KEEP_ALIVE : "";
  }

  private String dateText() {
    var now = clock.instant();
    var known = date;
    if (known.second() == now.getEpochSecond()) {
      return known.text();
    }
    var text = DateFormatter.format(Date.from(now));
    date = new DateText(now.getEpochSecond(), text);
    return text;
  }
}
