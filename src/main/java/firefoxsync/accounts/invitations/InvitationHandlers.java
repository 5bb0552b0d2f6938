// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.invitations;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.Fields;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /invitation…}: what a link is worth, and an owner's list of them. */
final class InvitationHandlers {
  private static final int DAYS_DEFAULT = 7;

  private final Invitations invitations;
  private final Accounts accounts;
  private final PublicUrl publicUrl;

  InvitationHandlers(Invitations invitations, Accounts accounts, PublicUrl publicUrl) {
    this.invitations = invitations;
    this.accounts = accounts;
    this.publicUrl = publicUrl;
  }

  Response status(Request request) {
    var invitation = invitations
        .find(Fields.of(request).json().requireString("invitation"))
        .orElseThrow(() -> AccountError.INVITATION_GONE.exception("no such invitation"));
    return Response.json(
        Map.of("isOwner", invitation.isOwner(), "expiresAt", invitation.expiresAt()));
  }

  Response list(Request request) {
    checkOwner(request);
    return Response.json(Map.of(
        "invitations",
        invitations.list().stream().map(InvitationHandlers::members).toList()));
  }

  Response create(Request request) {
    checkOwner(request);
    long days = Fields.of(request).json().integer("days").orElse(DAYS_DEFAULT);
    var token = invitations.create(false, (int) Math.min(days, Integer.MAX_VALUE));
    return Response.json(Map.of("link", publicUrl.base() + "/invite#" + token));
  }

  Response revoke(Request request) {
    checkOwner(request);
    boolean isRevoked = invitations.revoke(Fields.of(request).json().requireString("id"));
    return Response.json(Map.of("revoked", isRevoked));
  }

  private void checkOwner(Request request) {
    var isOwner = accounts
        .find(SessionAuth.session(request).accountId())
        .filter(account -> account.isOwner())
        .isPresent();
    if (!isOwner) {
      throw AccountError.NOT_AN_OWNER.exception("the account does not own this server");
    }
  }

  private static Map<String, Object> members(Invitation invitation) {
    var members = new LinkedHashMap<String, Object>();
    members.put("id", invitation.id());
    members.put("isOwner", invitation.isOwner());
    members.put("createdAt", invitation.createdAt());
    members.put("expiresAt", invitation.expiresAt());
    members.put("isUsed", invitation.usedBy() != null);
    return members;
  }
}
