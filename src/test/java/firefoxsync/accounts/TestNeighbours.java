// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.PublicUrl;
import firefoxsync.mail.MailChannel;
import firefoxsync.push.PushChannel;
import java.util.List;

/** Accounts that nothing else rests on, and that tell nobody anything. */
public final class TestNeighbours {
  /** Where the tests' server is. */
  public static final PublicUrl PUBLIC_URL = PublicUrl.parse("https://sync.example.org");

  /** None. */
  public static final Neighbours NONE =
      new Neighbours(List.of(), PUBLIC_URL, PushChannel.NONE, MailChannel.NONE);

  private TestNeighbours() {}
}
