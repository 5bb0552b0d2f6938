// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What browsers would say about a certificate that TLS itself could use. */
public final class CertificateRemarks {
  /** When a renewal should long have happened. */
  private static final Duration SOON = Duration.ofDays(14);

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CertificateRemarks() {}

  /**
   * Returns what is wrong for people who come to the host at that time; nothing, when all is well.
   *
   * @param host as {@code public_url} has it
   */
  public static List<String> on(CertificatePair pair, String host, Instant now) {
    var remarks = new ArrayList<String>();
    var begins = pair.own().getNotBefore().toInstant();
    if (now.isBefore(begins)) {
      remarks.add("the certificate is valid only from " + DAY.format(begins));
    }
    if (!now.isBefore(pair.ends())) {
      remarks.add("the certificate has expired on " + DAY.format(pair.ends()));
    } else if (pair.ends().isBefore(now.plus(SOON))) {
      remarks.add("the certificate expires soon, on " + DAY.format(pair.ends())
          + ": is its renewal broken?");
    }
    var names = names(pair.own());
    if (names.stream().noneMatch(name -> covers(name, host))) {
      remarks.add("the certificate is not for %s, the host of public_url, but for %s"
          .formatted(host, names.isEmpty() ? "no host at all" : String.join(", ", names)));
    }
    return List.copyOf(remarks);
  }

  /** Browsers look at the alternative names alone (RFC 9525). */
  private static List<String> names(X509Certificate certificate) {
    try {
      var alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives == null) {
        return List.of();
      }
      return alternatives.stream()
          .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
          .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static boolean covers(String name, String host) {
    var plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (plain.indexOf(':') >= 0 && name.indexOf(':') >= 0) {
      return groups(plain).equals(groups(name));
    }
    if (!name.startsWith("*.")) {
      return name.equals(plain);
    }
    // A star stands for one label, and never for a part of an address.
    int dot = plain.indexOf('.');
    return dot > 0 && plain.substring(dot).equals(name.substring(1)) && !plain.matches("[0-9.]+");
  }

  /** Returns an IPv6 address with its eight groups written out. */
  private static List<String> groups(String address) {
    int gap = address.indexOf("::");
    var head = split(gap < 0 ? address : address.substring(0, gap));
    var tail = split(gap < 0 ? "" : address.substring(gap + 2));
    while (gap >= 0 && head.size() + tail.size() < 8) {
      head.add("0");
    }
    head.addAll(tail);
    return List.copyOf(head);
  }

  private static List<String> split(String groups) {
    var all = new ArrayList<String>();
    for (var group : groups.split(":", -1)) {
      if (!group.isEmpty()) {
        all.add(group.replaceFirst("^0+(?=.)", ""));
      }
    }
    return all;
  }
}
