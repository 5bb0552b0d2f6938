// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** A commit that was read: its head, and where its lines are. */
final class CommitText {
  private final CommitHead head;
  private final byte[] lines;

  private CommitText(CommitHead head, byte[] lines) {
    this.head = head;
    this.lines = lines;
  }

  /**
   * Reads a commit.
   *
   * @throws LogException when it is none
   */
  static CommitText parse(DocumentCodec codec, LogDocument document) {
    var text = codec.decode(document);
    int end = 0;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return new CommitText(
        CommitHead.parse(Arrays.copyOf(text, end)),
        Arrays.copyOfRange(text, Math.min(end + 1, text.length), text.length));
  }

  CommitHead head() {
    return head;
  }

  /** Returns the digests of its parts; none when it has its lines in itself. */
  List<String> parts() {
    var parts = head.parts();
    return parts == null ? List.of() : parts;
  }

  /** Returns its lines, each part being asked for when it is needed. */
  LineReader lines(DocumentCodec codec, Function<String, LogDocument> part) {
    Iterator<byte[]> pieces = head.parts() == null
        ? List.of(lines).iterator()
        : parts().stream().map(part).map(codec::decode).iterator();
    return new LineReader(pieces);
  }
}
