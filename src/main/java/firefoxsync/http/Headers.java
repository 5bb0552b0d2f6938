// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in their order; names are compared without case. Immutable. */
public final class Headers {
  /** No fields at all. */
  public static final Headers NONE = new Headers(List.of());

  /** One field; a line break in it would let one header become two. */
  public record Field(String name, String value) {
    /** Refuses line breaks, and names that are no token. */
    public Field {
      if (!isToken(name)) {
        throw new IllegalArgumentException("not a header name: " + name);
      }
      if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf(0) >= 0) {
        throw new IllegalArgumentException("a line break in the header " + name);
      }
    }

    private static boolean isToken(String name) {
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (c <= ' ' || c >= 0x7f || c == ':') {
          return false;
        }
      }
      return !name.isEmpty();
    }
  }

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = fields;
  }

  /** Takes the fields as they came. */
  public static Headers of(List<Field> fields) {
    return new Headers(List.copyOf(fields));
  }

  /** Returns the first value of the name. */
  public Optional<String> first(String name) {
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** Returns every value of the name, in order. */
  public List<String> all(String name) {
    List<String> values = List.of();
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        if (values.isEmpty()) {
          values = new ArrayList<>();
        }
        values.add(field.value());
      }
    }
    return values;
  }

  /** Returns these fields with every value of the name replaced by the one given. */
  public Headers with(String name, String value) {
    var changed = new ArrayList<Field>(fields.size() + 1);
    for (var field : fields) {
      if (!field.name().equalsIgnoreCase(name)) {
        changed.add(field);
      }
    }
    changed.add(new Field(name, value));
    return new Headers(List.copyOf(changed));
  }

  /** Returns all fields in order. */
  public List<Field> fields() {
    return fields;
  }

  @Override
  public String toString() {
    // Values may be secrets (Authorization), so only the names are told.
    return fields.stream().map(Field::name).toList().toString();
  }
}
