// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SignUp;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page whose making fails on the server: it is told as a page, in words, with a way onward. */
class FaultPageTest {
  private static final WebServer server = new WebServer(SignUp.OPEN);

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es"})
  void failureIsAPageInTheLanguageOfWhoAsks(String language) {
    var answer = server.get("/faulty", "Accept-Language", language);
    var texts = Texts.of(language);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Language")).hasValue(language);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(answer.body())
        .contains("<html lang=\"" + language + "\"")
        .contains("<h1>" + texts.get("fault.FAILURE.title") + "</h1>")
        .contains("site.css")
        .contains("<a class=\"button\" href=\"/\">")
        .doesNotContain("nobody may read", "IllegalState");
  }

  @Test
  void referenceLeadsToTheLineOfTheLog() {
    var lines = new ArrayList<String>();
    var handler = new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(new SimpleFormatter().formatMessage(line));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    var logger = Logger.getLogger("firefoxsync.http.HttpDispatcher");
    logger.addHandler(handler);
    try {
      var body = server.get("/faulty").body();
      var reference = body.replaceAll("(?s).*Reference ([0-9a-f]+-[0-9]+) .*", "$1");
      assertThat(reference).matches("[0-9a-f]+-[0-9]+");
      assertThat(List.copyOf(lines))
          .anyMatch(line -> line.endsWith("failed, reference " + reference));
    } finally {
      logger.removeHandler(handler);
    }
  }
}
