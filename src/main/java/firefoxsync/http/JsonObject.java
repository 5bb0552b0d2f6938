// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A parsed JSON object. A member that is {@code null} counts as absent; one of another type than
 * asked for is a {@link JsonException} that names it.
 */
public final class JsonObject {
  private final ObjectNode node;

  JsonObject(ObjectNode node) {
    this.node = node;
  }

  /** Returns a text member. */
  public Optional<String> string(String name) {
    return member(name).map(value -> {
      check(value.isTextual(), name, "a string");
      return value.textValue();
    });
  }

  /** Returns an integer member that fits 64 bits. */
  public OptionalLong integer(String name) {
    return member(name)
        .map(value -> {
          check(value.isIntegralNumber() && value.canConvertToLong(), name, "an integer");
          return OptionalLong.of(value.longValue());
        })
        .orElseGet(OptionalLong::empty);
  }

  /** Returns a number member, fractions cut off. */
  public OptionalLong number(String name) {
    return member(name)
        .map(value -> {
          check(value.isNumber() && value.canConvertToLong(), name, "a number");
          return OptionalLong.of(value.longValue());
        })
        .orElseGet(OptionalLong::empty);
  }

  /** Returns a member that is true or false. */
  public Optional<Boolean> truth(String name) {
    return member(name).map(value -> {
      check(value.isBoolean(), name, "true or false");
      return value.booleanValue();
    });
  }

  /** Returns a member that is an object. */
  public Optional<JsonObject> object(String name) {
    return member(name).map(value -> {
      check(value.isObject(), name, "an object");
      return new JsonObject((ObjectNode) value);
    });
  }

  /** Returns a member that is a list of objects. */
  public Optional<List<JsonObject>> objects(String name) {
    return member(name).map(value -> {
      check(value.isArray(), name, "a list of objects");
      var objects = new ArrayList<JsonObject>();
      for (var element : value) {
        check(element.isObject(), name, "a list of objects");
        objects.add(new JsonObject((ObjectNode) element));
      }
      return List.copyOf(objects);
    });
  }

  /** Tells whether a member is a list. */
  public boolean isList(String name) {
    return member(name).filter(JsonNode::isArray).isPresent();
  }

  /** Returns a member that is a list of texts. */
  public Optional<List<String>> strings(String name) {
    return member(name).map(value -> {
      check(value.isArray(), name, "a list of strings");
      var texts = new ArrayList<String>();
      for (var element : value) {
        check(element.isTextual(), name, "a list of strings");
        texts.add(element.textValue());
      }
      return List.copyOf(texts);
    });
  }

  /** Returns the names of all members in order, those that are {@code null} included. */
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    StreamSupport.stream(node.properties().spliterator(), false)
        .forEach(property -> names.add(property.getKey()));
    return names;
  }

  /** Returns a text member that must be there. */
  public String requireString(String name) {
    return string(name).orElseThrow(() -> new JsonException("missing " + name));
  }

  @JsonValue
  ObjectNode node() {
    return node;
  }

  private Optional<JsonNode> member(String name) {
    var value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private static void check(boolean fits, String name, String wanted) {
    if (!fits) {
      throw new JsonException(name + " is not " + wanted);
    }
  }

  @Override
  public String toString() {
    return "JsonObject" + names();
  }
}
