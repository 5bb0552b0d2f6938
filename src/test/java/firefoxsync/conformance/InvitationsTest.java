// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SignUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that let people in, and the one that claims the server, over HTTP. */
class InvitationsTest {
  private static final String INVITATIONS = "/auth/v1/invitations";
  private static final String STATUS = "/auth/v1/invitation/status";

  @TempDir
  private Path directory;

  private AccountsSite site;

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void strangerIsRefusedAndTheHolderOfALinkComesInOnce() {
    open(SignUp.INVITE);
    assertThat(signUp("ada@example.org", Map.of()).status()).isEqualTo(403);
    var link = invite(false);
    assertThat(signUp("ada@example.org", Map.of("invitation", link)).status()).isEqualTo(200);
    var second = signUp("bea@example.org", Map.of("invitation", link));
    assertThat(second.status()).isEqualTo(410);
    assertThat(second.errno()).isEqualTo(116);
  }

  @Test
  void takenAddressLeavesTheInvitationOpen() {
    open(SignUp.INVITE);
    signUp("ada@example.org", Map.of("invitation", invite(false)));
    var link = invite(false);
    assertThat(signUp("ada@example.org", Map.of("invitation", link)).errno()).isEqualTo(101);
    assertThat(signUp("bea@example.org", Map.of("invitation", link)).status()).isEqualTo(200);
  }

  @Test
  void invitationExpires() {
    open(SignUp.INVITE);
    var link = invite(false);
    site.clock.advance(Duration.ofDays(8));
    assertThat(client().post(STATUS, Map.of("invitation", link)).status()).isEqualTo(410);
    assertThat(signUp("ada@example.org", Map.of("invitation", link)).status()).isEqualTo(410);
  }

  @Test
  void closedServerTakesNobodyButItsOwner() {
    open(SignUp.CLOSED);
    var refused = signUp("ada@example.org", Map.of("invitation", invite(false)));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(signUp("ada@example.org", Map.of("invitation", invite(true))).status())
        .isEqualTo(200);
    assertThat(site.services.accounts().hasOwner()).isTrue();
  }

  @Test
  void pageLearnsWhatALinkIsWorth() {
    open(SignUp.INVITE);
    var answer = client().post(STATUS, Map.of("invitation", invite(true)));
    assertThat(answer.json().path("isOwner").asBoolean()).isTrue();
    assertThat(answer.json().path("expiresAt").asLong()).isGreaterThan(site.clock.millis());
    assertThat(client().post(STATUS, Map.of("invitation", "x")).status()).isEqualTo(410);
  }

  @Test
  void ownerInvitesAndRevokes() {
    open(SignUp.INVITE);
    var owner = session(signUp("ada@example.org", Map.of("invitation", invite(true))));
    var link = owner.post(INVITATIONS, Map.of("days", 1)).json().path("link").asText();
    assertThat(link).matches("https://sync.example.org/invite#[0-9a-f]{64}");
    var list = owner.get(INVITATIONS).json().path("invitations");
    assertThat(list).hasSize(2);
    assertThat(list.findValuesAsText("isUsed")).containsExactlyInAnyOrder("true", "false");
    for (var invitation : list) {
      var answer =
          owner.post(INVITATIONS + "/revoke", Map.of("id", invitation.path("id").asText()));
      assertThat(answer.json().path("revoked").asBoolean())
          .isEqualTo(!invitation.path("isUsed").asBoolean());
    }
    var token = link.substring(link.indexOf('#') + 1);
    assertThat(signUp("bea@example.org", Map.of("invitation", token)).status()).isEqualTo(410);
  }

  @Test
  void othersInviteNobody() {
    open(SignUp.OPEN);
    var ada = session(signUp("ada@example.org", Map.of()));
    assertThat(ada.get(INVITATIONS).status()).isEqualTo(403);
    assertThat(ada.post(INVITATIONS, Map.of()).errno()).isEqualTo(125);
    assertThat(client().post(INVITATIONS, Map.of()).errno()).isEqualTo(110);
  }

  private void open(SignUp signUp) {
    site = new AccountsSite(directory, signUp, token -> Optional.empty());
  }

  private String invite(boolean isOwner) {
    return site.services.invitations().create(isOwner, 7);
  }

  private AccountsClient client() {
    return site.client();
  }

  private AccountsClient.Answer signUp(String email, Map<String, Object> more) {
    return new Person(email).signUp(client(), more);
  }

  private AccountsClient session(AccountsClient.Answer signedIn) {
    return client().withBearer(signedIn.json().path("sessionToken").asText());
  }
}
