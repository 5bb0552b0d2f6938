// SPDX-License-Identifier: MPL-2.0
package firefoxsync.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {
  private static final int EDGE = 4;
  private static final Pattern STEP = Pattern.compile("M(\\d+) (\\d+)\\.5|m(\\d+) 0|h(\\d+)");

  @ParameterizedTest
  @ValueSource(strings = {"https://sync.example.org", "otpauth://totp/a:b?secret=JBSWY3DPEHPK3PXP"})
  void linesOfThePathCoverTheDarkSquaresAndNoOther(String text) {
    var picture = QrPicture.of(text);
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var drawn = drawn(picture);

    assertThat(picture.size()).isEqualTo(code.size + 2 * EDGE);
    for (int y = 0; y < picture.size(); y++) {
      for (int x = 0; x < picture.size(); x++) {
        assertThat(drawn[y][x]).as("%d, %d", x, y).isEqualTo(code.getModule(x - EDGE, y - EDGE));
      }
    }
  }

  /** Follows the path with a pen one square wide. */
  private static boolean[][] drawn(QrPicture picture) {
    var squares = new boolean[picture.size()][picture.size()];
    int x = 0;
    int y = 0;
    var steps = STEP.matcher(picture.path());
    while (steps.find()) {
      if (steps.group(1) != null) {
        x = Integer.parseInt(steps.group(1));
        y = Integer.parseInt(steps.group(2));
      } else if (steps.group(3) != null) {
        x += Integer.parseInt(steps.group(3));
      } else {
        for (int end = x + Integer.parseInt(steps.group(4)); x < end; x++) {
          squares[y][x] = true;
        }
      }
    }
    return squares;
  }
}
