// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of {@code [mail]}, and what they make together. */
final class MailKeys {
  private static final Pattern ADDRESS = Pattern.compile("|[^\\s@<>\"]+@[A-Za-z0-9.-]+");
  private static final long PORT_MAX = 65_535;
  private static final long SUBMISSION_PORT = 587;

  static final Key<String> HOST =
      Key.text("mail.host", "", text -> text.isEmpty() ? text : WebAddress.host(text));
  static final Key<Long> PORT = Key.number("mail.port", SUBMISSION_PORT, 1, PORT_MAX);
  static final Key<MailSecurity> SECURITY =
      Key.choice("mail.security", MailSecurity.STARTTLS, MailSecurity.class);
  static final Key<String> USER = Key.text("mail.user", "", text -> text);
  static final Key<Path> PASSWORD_FILE = Key.text("mail.password_file", "", Path::of);
  static final Key<String> FROM = Key.text("mail.from", "", MailKeys::address);

  private MailKeys() {}

  private static String address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException("must be like sync@example.org");
    }
    return text;
  }

  /** Returns the mail server; null when none is named. */
  static @Nullable MailSettings read(ConfigValues values, Map<String, String> environment) {
    if (values.of(HOST).isEmpty()) {
      return null;
    }
    if (values.of(FROM).isEmpty()) {
      values.refuse(FROM, "must be set together with " + HOST);
    }
    var user = values.of(USER);
    var password = password(values, environment);
    if (user.isEmpty() == password.isPresent()) {
      values.refuse(USER, "and " + PASSWORD_FILE + " need each other");
    }
    if (!user.isEmpty()
        && values.of(SECURITY) == MailSecurity.NONE
        && !ConfigRules.isLoopback(values.of(HOST))) {
      values.refuse(SECURITY, "would send the password in clear to another machine");
    }
    return new MailSettings(
        values.of(HOST),
        Math.toIntExact(values.of(PORT)),
        values.of(SECURITY),
        user,
        password.orElse(null),
        values.of(FROM));
  }

  private static Optional<SecretLines> password(
      ConfigValues values, Map<String, String> environment) {
    var configured = values.of(PASSWORD_FILE);
    try {
      return SecretFile.credential("mail-password", environment)
          .or(() -> Optional.of(configured).filter(file -> !file.toString().isEmpty()))
          .map(SecretFile::read);
    } catch (IllegalArgumentException e) {
      values.refuse(PASSWORD_FILE, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
