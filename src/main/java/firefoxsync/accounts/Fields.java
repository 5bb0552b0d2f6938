// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.http.Json;
import firefoxsync.http.JsonObject;
import firefoxsync.http.Request;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The members of a body that have a grammar of their own. */
public final class Fields {
  private static final byte[] EMPTY_OBJECT = {'{', '}'};
  private static final Pattern HEX_32_BYTES = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9a-f]{32}");

  private final JsonObject body;

  private Fields(JsonObject body) {
    this.body = body;
  }

  /** Reads the body; none at all counts as an empty object. */
  public static Fields of(Request request) {
    return new Fields(Json.object(request.body().length == 0 ? EMPTY_OBJECT : request.body()));
  }

  /** Returns the members that need no more than their type. */
  public JsonObject json() {
    return body;
  }

  /** Tells whether the member is there, {@code null} or not. */
  public boolean has(String name) {
    return body.names().contains(name);
  }

  /** Returns the member {@code email}. */
  public EmailAddress email() {
    try {
      return EmailAddress.parse(body.requireString("email"));
    } catch (IllegalArgumentException e) {
      throw invalid("email");
    }
  }

  ClientSalt clientSalt() {
    try {
      return new ClientSalt(body.requireString("clientSalt"));
    } catch (IllegalArgumentException e) {
      throw invalid("clientSalt");
    }
  }

  /** Returns authPW under either of its names: the salt alone tells the versions apart. */
  public byte[] authPw() {
    return bytes(has("authPWVersion2") ? "authPWVersion2" : "authPW");
  }

  /** Returns a member of 64 hexadecimal digits as bytes. */
  public byte[] bytes(String name) {
    var text = body.requireString(name);
    if (!HEX_32_BYTES.matcher(text).matches()) {
      throw invalid(name);
    }
    return HexFormat.of().parseHex(text);
  }

  /** Returns a member of 64 hexadecimal digits as it stands. */
  public Optional<String> hashId(String name) {
    var text = body.string(name);
    if (text.isPresent() && !HEX_32_BYTES.matcher(text.get()).matches()) {
      throw invalid(name);
    }
    return text;
  }

  /** Checks the form of an account's id. */
  public static String accountId(String text) {
    if (!ACCOUNT_ID.matcher(text).matches()) {
      throw invalid("uid");
    }
    return text;
  }

  /** Returns the refusal of a body that lacks a member. */
  public static AccountException missing(String name) {
    return AccountError.MISSING_PARAMETER
        .exception("missing " + name)
        .with("validation", "missing " + name);
  }

  /** Returns the refusal of a member of another form. */
  public static AccountException invalid(String name) {
    return AccountError.INVALID_PARAMETER
        .exception(name + " is not valid")
        .with("validation", name + " is not valid");
  }
}
