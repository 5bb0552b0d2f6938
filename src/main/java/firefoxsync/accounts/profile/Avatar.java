// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

/** A person's picture. */
final class Avatar {
  private final String mediaType;
  private final byte[] image;

  Avatar(String mediaType, byte[] image) {
    this.mediaType = mediaType;
    this.image = image;
  }

  String mediaType() {
    return mediaType;
  }

  byte[] image() {
    return image;
  }
}
