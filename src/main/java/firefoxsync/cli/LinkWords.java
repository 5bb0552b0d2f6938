// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.remotelog.ProviderLink;
import firefoxsync.remotelog.RemoteLinks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How it stands with a person's storage, in words. */
final class LinkWords {
  private static final int KIB = 1024;

  private LinkWords() {}

  /** Tells of a link that was just made. */
  static List<String> of(ProviderLink link) {
    var lines = new ArrayList<String>();
    lines.add("The data are kept at " + link.address().root() + " from now on; what is here goes"
        + " up in the background.");
    lines.add("Documents of up to " + link.traits().documentBytesMax() / KIB + " KiB fit.");
    lines.add(
        link.traits().isAtomic()
            ? "Of 16 who created one document at once, one succeeded: two servers cannot both write."
            : "Of 16 who created one document at once, several succeeded: let no second server write"
                + " there. Each commit is read back.");
    return lines;
  }

  /** Tells how it stands, in a line each. */
  static List<String> of(RemoteLinks.Status status, long now) {
    var link = status.link();
    var lines = new ArrayList<String>();
    lines.add("storage    " + link.address().root());
    lines.add("mode       " + link.mode().name().toLowerCase(Locale.ROOT)
        + (link.secret().keyHex() == null ? "" : ", encrypted once more"));
    lines.add("provider   " + provider(link.state()));
    lines.add("log        " + log(status.state()) + ", commit " + status.commit() + ", checkpoint "
        + status.checkpoint());
    lines.add("behind     " + behind(status, now));
    lines.add("answered   "
        + (link.checkedAt().isPresent()
            ? Instant.ofEpochMilli(link.checkedAt().getAsLong()).toString()
            : "never yet"));
    if (status.emptiedAt() > 0) {
      lines.add(
          "emptied    everything was gone there at "
              + Instant.ofEpochMilli(status.emptiedAt())
              + ", and is there again; her settings ask her whether she meant it, or `provider emptied`");
    }
    return lines;
  }

  private static String provider(ProviderLink.State state) {
    return switch (state) {
      case ACTIVE -> "takes what it is given";
      case REFUSED -> "refuses the token: `provider link` with another one";
      case FULL -> "has no room left: make room there, or `provider move`";
      case UNUSABLE -> "takes no document of a useful size: `provider move`";
    };
  }

  private static String log(String state) {
    return switch (state) {
      case "NONE" -> "begins with the first sync";
      case "NEW", "FILLING" -> "goes up";
      case "OPEN" -> "open";
      case "TAKEN" -> "taken over by another server: `provider take-over` to write again";
      case "FORKED" -> "is not ours any more: `provider take-over` begins another";
      default -> state.toLowerCase(Locale.ROOT);
    };
  }

  private static String behind(RemoteLinks.Status status, long now) {
    if (status.waiting() == 0) {
      return status.isPending() ? "what was sent last, or her account" : "nothing";
    }
    return status.waiting() + " changes, for " + (now - status.waitingSince()) / 1000 + " s";
  }
}
