// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.JsonException;
import firefoxsync.http.JsonReader;
import firefoxsync.http.JsonReader.Kind;
import firefoxsync.http.JsonWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BSOs as they travel. */
final class BsoJson {
  private BsoJson() {}

  /** Reads the body of a PUT: the URL names the item, whatever id the body has. */
  static BsoUpdate one(String id, byte[] body) {
    return parsing(() -> {
      var json = JsonReader.of(body);
      var fields = Fields.read(json);
      requireEnd(json);
      return fields.update(id).orElseThrow(() -> invalid(fields.problem()));
    });
  }

  /** Reads the body of a POST. */
  static List<Upload.Element> many(byte[] body, BsoFormat format) {
    var elements =
        parsing(() -> format == BsoFormat.NEWLINES ? lines(ByteBuffer.wrap(body)) : array(body));
    Set<String> seen = new HashSet<>();
    for (var element : elements) {
      if (!seen.add(element.id())) {
        throw invalid("two items of one id");
      }
    }
    return elements;
  }

  private static List<Upload.Element> array(byte[] body) {
    var json = JsonReader.of(body);
    if (json.kind() == Kind.END) {
      throw new JsonException("no value");
    }
    if (json.kind() != Kind.ARRAY) {
      throw invalid("not an array");
    }
    json.enter();
    var elements = new ArrayList<Upload.Element>();
    while (json.hasElement()) {
      elements.add(Fields.read(json).element());
    }
    requireEnd(json);
    return elements;
  }

  private static List<Upload.Element> lines(ByteBuffer body) {
    var elements = new ArrayList<Upload.Element>();
    while (body.hasRemaining()) {
      var json = JsonReader.of(line(body));
      elements.add(Fields.read(json).element());
      requireEnd(json);
    }
    return elements;
  }

  /** Takes the next line, without its end, from the buffer. */
  private static ByteBuffer line(ByteBuffer body) {
    int end = body.position();
    while (end < body.limit() && body.get(end) != '\n') {
      end++;
    }
    int length = end - body.position();
    boolean hasReturn = length > 0 && body.get(end - 1) == '\r';
    var line = body.slice(body.position(), hasReturn ? length - 1 : length);
    body.position(Math.min(end + 1, body.limit()));
    return line;
  }

  /** Writes an item whole. */
  static void write(JsonWriter json, Bso bso) {
    json.beginObject()
        .name("id")
        .string(bso.id())
        .name("modified")
        .number(bso.modified().toString())
        .name("payload");
    bso.content().write(json);
    if (bso.sortIndex() != null) {
      json.name("sortindex").number(bso.sortIndex());
    }
    json.endObject();
  }

  private static void requireEnd(JsonReader json) {
    if (json.kind() != Kind.END) {
      throw new JsonException("more than one value");
    }
  }

  private static <T> T parsing(Parser<T> parser) {
    try {
      return parser.parse();
    } catch (JsonException e) {
      throw WeaveError.MALFORMED_JSON.exception(String.valueOf(e.getMessage()));
    }
  }

  private static WeaveException invalid(String reason) {
    return WeaveError.INVALID_BSO.exception(reason);
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse();
  }

  /** The members of one object, as far as they are known; of one that stands twice, the last. */
  private static final class Fields {
    private boolean isIdText = true;
    private @Nullable String id;
    private @Nullable String payload;
    private @Nullable Long sortIndex;
    private @Nullable Long ttlSeconds;
    private @Nullable String problem;

    static Fields read(JsonReader json) {
      if (json.kind() == Kind.END) {
        throw new JsonException("no value");
      }
      if (json.kind() != Kind.OBJECT) {
        throw invalid("not an object");
      }
      var fields = new Fields();
      json.enter();
      for (var name = json.name(); name.isPresent(); name = json.name()) {
        fields.read(name.get(), json);
      }
      return fields;
    }

    private void read(String name, JsonReader json) {
      switch (name) {
        case "id" -> {
          id = text(json);
          isIdText = id != null;
        }
        case "payload" -> payload = json.takeNull() ? null : payload(json);
        case "sortindex" -> sortIndex = json.takeNull() ? null : integer(name, json);
        case "ttl" -> ttlSeconds = json.takeNull() ? null : integer(name, json);
        // Clients send back what they got; only the server decides these.
        case "modified", "collection" -> json.skip();
        default -> {
          problem = "unknown field " + name;
          json.skip();
        }
      }
    }

    private @Nullable String payload(JsonReader json) {
      var text = text(json);
      if (text == null) {
        problem = "payload not a string";
      }
      return text;
    }

    private static @Nullable String text(JsonReader json) {
      if (json.kind() == Kind.STRING) {
        return json.string();
      }
      json.skip();
      return null;
    }

    private @Nullable Long integer(String name, JsonReader json) {
      if (json.kind() == Kind.INTEGER) {
        var number = json.integer();
        if (number.isPresent()) {
          return number.getAsLong();
        }
      } else {
        json.skip();
      }
      problem = "invalid " + name;
      return null;
    }

    /** Returns what is wrong with the update that {@link #update} did not return. */
    String problem() {
      return String.valueOf(problem);
    }

    Upload.Element element() {
      if (id == null) {
        throw invalid("an item without an id");
      }
      var update = of(id);
      return new Upload.Element(id, update.orElse(null), problem);
    }

    Optional<BsoUpdate> update(String urlId) {
      if (!isIdText || (id != null && !Bso.isId(id))) {
        problem = "invalid id";
      }
      return of(urlId);
    }

    private Optional<BsoUpdate> of(String itemId) {
      if (problem == null) {
        try {
          return Optional.of(new BsoUpdate(itemId, payload, sortIndex, ttlSeconds));
        } catch (IllegalArgumentException e) {
          problem = e.getMessage();
        }
      }
      return Optional.empty();
    }
  }
}
