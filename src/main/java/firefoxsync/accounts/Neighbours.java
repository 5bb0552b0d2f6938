// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.PublicUrl;
import firefoxsync.mail.MailChannel;
import firefoxsync.people.Belongings;
import firefoxsync.push.PushChannel;
import java.util.List;

/**
 * What of other folders the accounts work with.
 *
 * @param belongings what features keep for a person, erased with her account
 * @param publicUrl where browsers find what they are told of
 * @param push the way to browsers
 * @param mail the way to mailboxes
 */
public record Neighbours(
    List<Belongings> belongings, PublicUrl publicUrl, PushChannel push, MailChannel mail) {
  /** Keeps a copy of the list. */
  public Neighbours {
    belongings = List.copyOf(belongings);
  }
}
