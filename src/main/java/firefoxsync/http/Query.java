// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The query of a request: decoded parameters in their order, {@code +} standing for a space. */
public final class Query {
  /** One parameter; the value is empty when there was no {@code =}. */
  public record Parameter(String name, String value) {}

  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * Parses the text after the question mark.
   *
   * @throws IllegalArgumentException when a percent sign is not followed by two hexadecimal digits
   */
  public static Query parse(String raw) {
    var parameters = new ArrayList<Parameter>();
    for (var part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        var name = equals < 0 ? part : part.substring(0, equals);
        var value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(
            new Parameter(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8)));
      }
    }
    return new Query(List.copyOf(parameters));
  }

  /** Returns the first value of the name. */
  public Optional<String> first(String name) {
    return parameters.stream()
        .filter(p -> p.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** Returns every value of the name. */
  public List<String> all(String name) {
    return parameters.stream()
        .filter(p -> p.name().equals(name))
        .map(Parameter::value)
        .toList();
  }

  /** Tells whether the name is there, with or without a value. */
  public boolean has(String name) {
    return parameters.stream().anyMatch(p -> p.name().equals(name));
  }
}
