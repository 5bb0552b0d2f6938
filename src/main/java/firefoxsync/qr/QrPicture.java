// SPDX-License-Identifier: MPL-2.0
package firefoxsync.qr;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as an SVG path of lines one square thick, one for each run of dark squares in a row.
 *
 * @param size of the picture in squares, its quiet edge included
 * @param path what an SVG path strokes
 */
public record QrPicture(int size, String path) {
  private static final int EDGE = 4;

  /** Returns the code of a text such as an address. */
  public static QrPicture of(String text) {
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      appendRow(code, y, path);
    }
    return new QrPicture(code.size + 2 * EDGE, path.toString());
  }

  private static void appendRow(QrCode code, int y, StringBuilder path) {
    int pen = -EDGE;
    for (int x = 0; x < code.size; x++) {
      int end = endOfRun(code, x, y);
      if (end > x) {
        path.append(
            pen < 0 ? "M%d %d.5".formatted(x + EDGE, y + EDGE) : "m%d 0".formatted(x - pen));
        path.append("h").append(end - x);
        pen = end;
        x = end;
      }
    }
  }

  /** Returns the first light square of a row, from x on. */
  private static int endOfRun(QrCode code, int x, int y) {
    int end = x;
    while (end < code.size && code.getModule(end, y)) {
      end++;
    }
    return end;
  }
}
