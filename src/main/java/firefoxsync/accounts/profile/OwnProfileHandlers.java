// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import firefoxsync.accounts.Account;
import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountServices;
import firefoxsync.accounts.Fields;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.people.Holdings.Holding;
import firefoxsync.people.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a settings page shows of its person, and what she changes without her password. */
final class OwnProfileHandlers {
  private static final int NAME_CHARACTERS_MAX = 80;

  private final AccountServices services;
  private final StoredData stored;
  private final PublicUrl publicUrl;

  OwnProfileHandlers(AccountServices services, StoredData stored, PublicUrl publicUrl) {
    this.services = services;
    this.stored = stored;
    this.publicUrl = publicUrl;
  }

  Response profile(Request request) {
    var account = account(request);
    var avatar = services.avatars().idOf(account.id());
    boolean hasSecondStep = services.secondSteps().isOn(account.id());
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("uid", account.id());
    members.put("email", account.email().typed());
    members.put("displayName", account.displayName());
    members.put("avatar", ProfileHandlers.avatarUrl(publicUrl, avatar));
    members.put("avatarDefault", avatar.isEmpty());
    members.put("isOwner", account.isOwner());
    members.put("createdAt", account.createdAt());
    members.put("passwordChangedAt", account.generation());
    members.put("hasSecondStep", hasSecondStep);
    members.put("hasRecoveryKey", services.recoveryKeys().exists(account.id()));
    members.put("takesVersion1", services.takesVersion1());
    members.put("hasVersion1", services.accounts().hasVersion1(account.id()));
    members.put("locale", "en");
    members.put("authenticationMethods", hasSecondStep ? List.of("pwd", "otp") : List.of("pwd"));
    members.put("authenticatorAssuranceLevel", hasSecondStep ? 2 : 1);
    members.put("profileChangedAt", account.generation());
    members.put("metricsEnabled", false);
    return Response.json(members);
  }

  Response changeDisplayName(Request request) {
    var name = Fields.of(request).json().requireString("displayName").strip();
    if (name.codePointCount(0, name.length()) > NAME_CHARACTERS_MAX
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw Fields.invalid("displayName");
    }
    var accountId = SessionAuth.session(request).accountId();
    services.accounts().changeDisplayName(accountId, name);
    services.notices().profileUpdated(accountId);
    return Response.json(Map.of());
  }

  Response changeAvatar(Request request) {
    var accountId = SessionAuth.session(request).accountId();
    var id = services.avatars().change(accountId, request.body());
    services.notices().profileUpdated(accountId);
    return Response.json(Map.of("avatar", ProfileHandlers.avatarUrl(publicUrl, Optional.of(id))));
  }

  Response deleteAvatar(Request request) {
    var accountId = SessionAuth.session(request).accountId();
    services.avatars().delete(accountId);
    services.notices().profileUpdated(accountId);
    return Response.json(Map.of());
  }

  Response storage(Request request) {
    var person = Person.local(SessionAuth.session(request).accountId());
    var holdings = stored.holdings().of(person);
    return Response.json(Map.of(
        "collections",
        holdings,
        "usedBytes",
        holdings.stream().mapToLong(Holding::bytes).sum(),
        "quotaBytes",
        stored.quotaBytes().applyAsLong(person)));
  }

  private Account account(Request request) {
    return services
        .accounts()
        .find(SessionAuth.session(request).accountId())
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("the account is gone"));
  }
}
