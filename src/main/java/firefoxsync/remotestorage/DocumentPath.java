// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a document or a folder lies below the storage root. Names are any text but {@code .},
 * {@code ..} and what holds a slash or NUL; two are the same when their bytes are.
 *
 * @param names from the root on; none is the root folder itself
 */
public record DocumentPath(List<String> names, boolean isFolder) {
  /** The folder that everybody may read documents in. */
  public static final String PUBLIC = "public";

  /** The folder that holds everything. */
  public static final DocumentPath ROOT = new DocumentPath(List.of(), true);

  /** The longest name, in bytes. */
  static final int NAME_BYTES_MAX = 255;

  /** The longest path, in bytes with its slashes but the first. */
  static final int PATH_BYTES_MAX = 1024;

  /** The most names in a path. */
  static final int NAMES_MAX = 32;

  private static final int HEX = 16;

  /** Refuses names that nothing can have, and paths beyond the limits. */
  public DocumentPath {
    names = List.copyOf(names);
    if (names.isEmpty() && !isFolder) {
      throw RemoteStorageError.BAD_PATH.exception("a document without a name");
    }
    if (names.size() > NAMES_MAX) {
      throw RemoteStorageError.BAD_PATH.exception("too deep");
    }
    names.forEach(DocumentPath::checkName);
    if (names.stream().mapToInt(name -> bytes(name) + 1).sum() - 1 > PATH_BYTES_MAX) {
      throw RemoteStorageError.PATH_TOO_LONG.exception("the path is too long");
    }
  }

  /**
   * Parses a path as it came over the wire, from the slash of the root on. It is split before it is
   * decoded, and decoded once; nothing is normalised.
   *
   * <p>What is none is refused with a 400 or a 414.
   */
  public static DocumentPath parse(String raw) {
    if (!raw.startsWith("/")) {
      throw RemoteStorageError.BAD_PATH.exception("does not start at the root");
    }
    var parts = new ArrayList<>(List.of(raw.substring(1).split("/", -1)));
    boolean isFolder = parts.get(parts.size() - 1).isEmpty();
    if (isFolder) {
      parts.remove(parts.size() - 1);
    }
    return new DocumentPath(parts.stream().map(DocumentPath::decode).toList(), isFolder);
  }

  /** Returns the name alone; the root has none. */
  public String name() {
    return names.get(names.size() - 1);
  }

  /** Returns the folder that holds this; the root lies in none. */
  public DocumentPath parent() {
    return ancestor(names.size() - 1);
  }

  /** Returns all folders that this lies in, from the root on. */
  public List<DocumentPath> ancestors() {
    return IntStream.range(0, names.size()).mapToObj(this::ancestor).toList();
  }

  /** Returns the document or folder of that name in this folder. */
  public DocumentPath child(String name, boolean isFolder) {
    var longer = new ArrayList<>(names);
    longer.add(name);
    return new DocumentPath(longer, isFolder);
  }

  /** Returns the module whose scope reaches this, unless only the scope of everything does. */
  public Optional<String> module() {
    int level = !names.isEmpty() && names.get(0).equals(PUBLIC) ? 1 : 0;
    boolean isWithin = names.size() > level + (isFolder ? 0 : 1);
    return isWithin ? Optional.of(names.get(level)) : Optional.empty();
  }

  /** Tells whether this lies below the public folder, or is that. */
  public boolean isPublic() {
    return names.size() > (isFolder ? 0 : 1) && names.get(0).equals(PUBLIC);
  }

  /** Returns the decoded path from the root on, without the first slash; folders end with one. */
  public String text() {
    var joined = String.join("/", names);
    return isFolder && !names.isEmpty() ? joined + "/" : joined;
  }

  private DocumentPath ancestor(int level) {
    return new DocumentPath(names.subList(0, level), true);
  }

  private static void checkName(String name) {
    boolean isImpossible = name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0;
    if (isImpossible || bytes(name) > NAME_BYTES_MAX) {
      throw RemoteStorageError.BAD_PATH.exception("not a name");
    }
  }

  private static int bytes(String name) {
    return isPlain(name) ? name.length() : name.getBytes(UTF_8).length;
  }

  /** Tells whether a name is the same encoded or not, as most are. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80 || name.charAt(i) == '%') {
        return false;
      }
    }
    return true;
  }

  private static String decode(String raw) {
    if (isPlain(raw)) {
      return raw;
    }
    var bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.put((byte) (digit(raw, i + 1) * HEX + digit(raw, i + 2)));
        i += 2;
      } else if (c <= 0xff) {
        // Bytes beyond ASCII should have been encoded; they are clear all the same.
        bytes.put((byte) c);
      } else {
        throw RemoteStorageError.BAD_PATH.exception("not bytes");
      }
    }
    try {
      return UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw RemoteStorageError.BAD_PATH.exception("not UTF-8");
    }
  }

  private static int digit(String raw, int at) {
    int digit =
        at < raw.length() && raw.charAt(at) < 0x80 ? Character.digit(raw.charAt(at), HEX) : -1;
    if (digit < 0) {
      throw RemoteStorageError.BAD_PATH.exception(
          "not two hexadecimal digits after a percent sign");
    }
    return digit;
  }
}
