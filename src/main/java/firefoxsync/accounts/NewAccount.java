// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/** What a browser sends to make an account: all that the server is ever told of the password. */
final class NewAccount {
  private final EmailAddress email;
  private final ClientSalt salt;
  private final byte[] authPw;
  private final byte[] wrapKb;

  NewAccount(EmailAddress email, ClientSalt salt, byte[] authPw, byte[] wrapKb) {
    this.email = email;
    this.salt = salt;
    this.authPw = authPw;
    this.wrapKb = wrapKb;
  }

  EmailAddress email() {
    return email;
  }

  ClientSalt salt() {
    return salt;
  }

  byte[] authPw() {
    return authPw;
  }

  byte[] wrapKb() {
    return wrapKb;
  }
}
