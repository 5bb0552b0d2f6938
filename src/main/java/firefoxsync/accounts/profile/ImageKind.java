// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of image that are taken, by what their files begin with; what a client says of them counts nothing. */
enum ImageKind {
  PNG("image/png", "\u0089PNG\r\n\u001a\n.*"),
  JPEG("image/jpeg", "\u00ff\u00d8\u00ff.*"),
  WEBP("image/webp", "RIFF....WEBP.*");

  private static final int HEAD_BYTES = 16;

  private final String mediaType;
  private final Pattern head;

  ImageKind(String mediaType, String head) {
    this.mediaType = mediaType;
    this.head = Pattern.compile(head, Pattern.DOTALL);
  }

  /** Returns the kind of a file; empty when it is none of these. */
  static Optional<ImageKind> of(byte[] file) {
    var start = new String(Arrays.copyOf(file, Math.min(file.length, HEAD_BYTES)), ISO_8859_1);
    return Arrays.stream(values())
        .filter(kind -> kind.head.matcher(start).matches())
        .findFirst();
  }

  String mediaType() {
    return mediaType;
  }
}
