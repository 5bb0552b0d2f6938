// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

/** The way to browsers that are not asking right now. */
public interface PushChannel extends AutoCloseable {
  /** Reaches nobody: push is off, or this is a command. */
  PushChannel NONE = new PushChannel() {
    @Override
    public boolean reaches(Subscription subscription) {
      return false;
    }

    @Override
    public boolean send(PushMessage message, Subscription to, Runnable onGone) {
      return false;
    }

    @Override
    public void close() {
      // Nothing was begun.
    }
  };

  /** Tells whether messages may be sent there. */
  boolean reaches(Subscription subscription);

  /**
   * Takes a message to be sent soon, and never waits for that. False when it is dropped at once:
   * nothing is sent there, or too much waits already.
   *
   * @param onGone runs on another thread when the push service says that the subscription is over
   */
  boolean send(PushMessage message, Subscription to, Runnable onGone);

  /** Drops what waits. */
  @Override
  void close();
}
