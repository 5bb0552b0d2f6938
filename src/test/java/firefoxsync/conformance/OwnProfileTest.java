// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.accounts.profile.ProfileTokens;
import firefoxsync.config.SignUp;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person changes of her profile, and what browsers then show, over HTTP. */
class OwnProfileTest {
  private static final String AVATAR = "/auth/v1/account/avatar";

  private AccountsSite site;
  private AccountsClient client;
  private AccountsClient ada;
  private String uid = "";

  @BeforeEach
  void start(@TempDir Path directory) {
    site = new AccountsSite(
        directory,
        SignUp.OPEN,
        token -> Optional.of(new ProfileTokens.Holder(uid, Set.of("profile"))));
    client = site.client();
    var signedUp = new Person("ada@example.org").signUp(client, Map.of()).json();
    uid = signedUp.path("uid").asText();
    ada = client.withBearer(signedUp.path("sessionToken").asText());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void nameIsShownToBrowsers() {
    assertThat(ada.post("/auth/v1/account/display_name", Map.of("displayName", " Ada 🦊 "))
            .status())
        .isEqualTo(200);
    assertThat(profile().json().path("displayName").asText()).isEqualTo("Ada 🦊");
    assertThat(own().json().path("displayName").asText()).isEqualTo("Ada 🦊");
    ada.post("/auth/v1/account/display_name", Map.of("displayName", ""));
    assertThat(profile().json().path("displayName").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {81, 1000})
  void longNameIs107(int characters) {
    var body = Map.of("displayName", "x".repeat(characters));
    assertThat(ada.post("/auth/v1/account/display_name", body).errno()).isEqualTo(107);
  }

  @Test
  void pictureIsServedAsWhatItIs() {
    var url = upload("RIFF0000WEBP and so on").json().path("avatar").asText();
    assertThat(url).matches("https://sync.example.org/profile/avatar/[0-9a-f]{32}");
    assertThat(profile().json().path("avatar").asText()).isEqualTo(url);
    assertThat(profile().json().path("avatarDefault").asBoolean()).isFalse();
    var image = client.get(URI.create(url).getPath());
    assertThat(image.header("Content-Type")).contains("image/webp");
    assertThat(image.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(image.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
    ada.post(AVATAR + "/destroy", Map.of());
    assertThat(profile().json().path("avatarDefault").asBoolean()).isTrue();
    assertThat(client.get(URI.create(url).getPath()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", "", "<html>"})
  void otherFilesAreNoPictures(String file) {
    assertThat(upload(file).errno()).isEqualTo(107);
  }

  @Test
  void largePictureIs413() {
    assertThat(upload("RIFF0000WEBP" + "x".repeat(256 * 1024)).status()).isEqualTo(413);
  }

  @Test
  void storedDataAreToldByCollection() {
    var stored = ada.get("/auth/v1/account/storage").json();
    assertThat(stored.path("collections").isArray()).isTrue();
    assertThat(stored.path("usedBytes").asLong()).isZero();
    assertThat(stored.path("quotaBytes").asLong()).isZero();
    assertThat(client.get("/auth/v1/account/storage").errno()).isEqualTo(110);
  }

  private AccountsClient.Answer upload(String file) {
    return ada.postText(AVATAR, file);
  }

  private AccountsClient.Answer profile() {
    return client.withHeader("Authorization", "Bearer x").get("/profile/v1/profile");
  }

  private AccountsClient.Answer own() {
    return ada.get("/auth/v1/account/profile");
  }
}
