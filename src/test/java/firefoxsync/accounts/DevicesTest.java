// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
  private AccountGround on;
  private UnlockedAccount ada;
  private Session session;

  @BeforeEach
  void open(@TempDir Path directory) {
    on = new AccountGround(directory);
    ada = on.add("ada@example.org");
    session = on.signIn(ada);
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void changeWithoutIdIsOfTheSessionsOwnDevice() {
    var first = on.devices.put(
        session, new DeviceChange(null, "Desk", DeviceType.TABLET, Map.of("send", "keys")));
    var second = on.devices.put(session, new DeviceChange(null, "Table", null, null));
    assertThat(second)
        .isEqualTo(new Device(
            first.id(),
            session.id(),
            "Table",
            DeviceType.TABLET,
            first.createdAt(),
            session.lastAccessAt(),
            Map.of("send", "keys")));
    assertThat(on.devices.ofAccount(session.accountId())).containsExactly(second);
  }

  @Test
  void deviceMovesToANewSessionOfItsPerson() {
    var device = on.devices.put(session, new DeviceChange(null, "Desk", null, null));
    var later = on.signIn(ada);
    var moved = on.devices.put(later, new DeviceChange(device.id(), null, null, null));
    assertThat(moved.id()).isEqualTo(device.id());
    assertThat(on.devices.ofAccount(session.accountId())).containsExactly(moved);
    assertThat(moved.sessionId()).isEqualTo(later.id());
  }

  @Test
  void commandsAreReplacedAsAWhole() {
    on.devices.put(session, new DeviceChange(null, "Desk", null, Map.of("a", "1", "b", "2")));
    on.devices.put(session, new DeviceChange(null, null, null, Map.of("b", "3")));
    assertThat(on.devices.ofAccount(session.accountId()))
        .singleElement()
        .extracting(Device::commands)
        .isEqualTo(Map.of("b", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada’s Firefox on host", "火狐", "🦊", ""})
  void nameMayBeAnyText(String name) {
    assertThat(new DeviceChange(null, name, null, null).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\u0000", "\ue000", "\uffff", "\ufdd0", "\ud83e"})
  void nameOfOtherCharactersIsRefused(String name) {
    assertThatThrownBy(() -> new DeviceChange(null, name, null, null))
        .isInstanceOf(AccountException.class);
  }

  @Test
  void fieldsThatAreTooLongAreRefused() {
    assertThatThrownBy(() -> new DeviceChange(null, "x".repeat(256), null, null))
        .isInstanceOf(AccountException.class);
    assertThatThrownBy(() -> new DeviceChange(null, null, null, Map.of("a", "x".repeat(2049))))
        .isInstanceOf(AccountException.class);
  }
}
