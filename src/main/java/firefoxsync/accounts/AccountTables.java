// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static firefoxsync.people.CarriedTable.bytes;
import static firefoxsync.people.CarriedTable.number;
import static firefoxsync.people.CarriedTable.text;

import firefoxsync.people.CarriedTable;
import java.util.List;

/**
 * What goes with a person to another server, so that she can sign in there: her account, what locks
 * her keys, and the second step. Sessions and devices stay behind.
 */
public final class AccountTables {
  /** The tables, in the order in which they are to be filled. */
  public static final List<CarriedTable> CARRIED = List.of(
      CarriedTable.ofAccount(
          "account",
          List.of(
              text("account_id"),
              text("email"),
              text("email_key"),
              text("client_salt"),
              number("scrypt_n"),
              number("scrypt_r"),
              number("scrypt_p"),
              bytes("verify_salt"),
              bytes("verify_hash"),
              bytes("wrap_wrap_kb"),
              bytes("k_a"),
              number("generation"),
              number("keys_changed_at"),
              number("created_at"),
              number("is_owner"),
              number("disabled_at"),
              number("unproven_since"),
              text("display_name"))),
      CarriedTable.ofAccount(
          "v1_verifier",
          List.of(
              text("account_id"),
              number("scrypt_n"),
              number("scrypt_r"),
              number("scrypt_p"),
              bytes("verify_salt"),
              bytes("verify_hash"),
              bytes("wrap_wrap_kb"))),
      CarriedTable.ofAccount(
          "recovery_key",
          List.of(
              text("account_id"), text("key_hash"), text("recovery_data"), number("created_at"))),
      CarriedTable.ofAccount(
          "second_step",
          List.of(
              text("account_id"),
              bytes("sealed_seed"),
              number("is_active"),
              number("last_step"),
              number("created_at"))),
      CarriedTable.ofAccount("recovery_code", List.of(text("account_id"), text("code_hash"))));

  private AccountTables() {}
}
