// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.RequestHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The two ways to write a list of items. */
enum BsoFormat {
  /** One array. */
  JSON("application/json"),
  /** A line each. */
  NEWLINES("application/newlines");

  private final String mediaType;

  BsoFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /** Returns the format that the client likes best. */
  static BsoFormat accepted(RequestHead head) {
    var header = String.join(",", head.headers().all("Accept"));
    if (header.isBlank()) {
      return JSON;
    }
    var ranges = new ArrayList<Range>();
    for (var text : header.split(",", -1)) {
      ranges.add(Range.parse(text));
    }
    // Stable, so that of equals the first stays first.
    ranges.sort(Comparator.comparingDouble(Range::quality).reversed());
    return ranges.stream()
        .filter(range -> range.quality() > 0)
        .flatMap(range -> range.format().stream())
        .findFirst()
        .orElseThrow(() -> WeaveError.NOT_ACCEPTABLE.exception("nothing of ours is accepted"));
  }

  /** Returns the format of a body; plain text is JSON too, since desktop browsers call it so. */
  static BsoFormat ofBody(RequestHead head) {
    if (head.header("Content-Encoding").filter(BsoFormat::isEncoded).isPresent()) {
      throw WeaveError.UNSUPPORTED_MEDIA_TYPE.exception("body is compressed");
    }
    var mediaType = head.header("Content-Type").map(BsoFormat::bareType).orElse("");
    return switch (mediaType) {
      case "", "application/json", "text/plain" -> JSON;
      case "application/newlines" -> NEWLINES;
      default -> throw WeaveError.UNSUPPORTED_MEDIA_TYPE.exception("body is of another type");
    };
  }

  private static boolean isEncoded(String coding) {
    return !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
  }

  private static String bareType(String header) {
    return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** A media range of an Accept header. */
  private record Range(String mediaType, double quality) {
    static Range parse(String text) {
      double quality = 1;
      for (var parameter : text.split(";", -1)) {
        var trimmed = parameter.strip().toLowerCase(Locale.ROOT);
        if (trimmed.startsWith("q=")) {
          quality = parseQuality(trimmed.substring(2));
        }
      }
      return new Range(bareType(text), quality);
    }

    private static double parseQuality(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        // As good as not said: the type itself is clear.
        return 1;
      }
    }

    Optional<BsoFormat> format() {
      return switch (mediaType) {
        case "*/*", "application/*", "application/json" -> Optional.of(JSON);
        case "application/newlines" -> Optional.of(NEWLINES);
        default -> Optional.empty();
      };
    }
  }
}
