// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mail;

/** The way to people's mailboxes. */
public interface MailChannel extends AutoCloseable {
  /** No mail server is configured, or this is a command. */
  MailChannel NONE = new MailChannel() {
    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public boolean send(Letter letter) {
      return false;
    }

    @Override
    public void close() {
      // Nothing was begun.
    }
  };

  /** Tells whether letters can be sent at all. */
  boolean isOpen();

  /** Takes a letter to be sent soon, and never waits for that; false when too many wait already. */
  boolean send(Letter letter);

  /** Drops what waits. */
  @Override
  void close();
}
