// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Chromium's remote control of one tab: a WebSocket, one command at a time, events unheard. */
final class DevTools implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int lastId;

  DevTools(URI tab) {
    socket = HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(tab, new Inbox(messages))
        .join();
  }

  /** Runs a command and returns its result. */
  JsonNode send(String method, Map<String, ?> parameters) {
    try {
      int id = ++lastId;
      var command = Map.of("id", id, "method", method, "params", parameters);
      socket.sendText(JSON.writeValueAsString(command), true).join();
      for (; ; ) {
        var message = messages.poll(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
        if (message == null) {
          throw new IllegalStateException(method + " got no answer");
        }
        var answer = JSON.readTree(message);
        if (answer.path("id").asInt() == id) {
          return result(method, answer);
        }
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode result(String method, JsonNode answer) {
    var result = answer.path("result");
    if (answer.has("error") || result.has("exceptionDetails")) {
      throw new IllegalStateException(method + " failed: " + answer);
    }
    return result;
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts the pieces of messages together. */
  private static final class Inbox implements WebSocket.Listener {
    private final BlockingQueue<String> messages;
    private final StringBuilder begun = new StringBuilder();

    Inbox(BlockingQueue<String> messages) {
      this.messages = messages;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean isLast) {
      begun.append(piece);
      if (isLast) {
        messages.add(begun.toString());
        begun.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
