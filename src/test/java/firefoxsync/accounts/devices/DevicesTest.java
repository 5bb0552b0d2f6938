// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.TestClock;
import firefoxsync.accounts.Account;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.TestPeople;
import firefoxsync.database.DisturbedDatabase;
import firefoxsync.database.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
  private final TestClock clock = new TestClock();
  private DisturbedDatabase database;
  private TestPeople people;
  private Devices devices;
  private Account ada;
  private DeviceOwner session;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = new DisturbedDatabase(TestDatabases.open(directory));
    people = new TestPeople(database, clock, List.of());
    devices = new Devices(people.ground());
    ada = people.add("ada@example.org");
    session = DeviceOwner.of(people.signIn(ada));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void changeWithoutIdIsOfTheSessionsOwnDevice() {
    var first = devices
        .put(
            session,
            new DeviceChange(
                null, "Desk", DeviceType.TABLET, Map.of("send", "keys"), PushWish.UNSAID))
        .device();
    var second = devices
        .put(session, new DeviceChange(null, "Table", null, null, PushWish.UNSAID))
        .device();
    assertThat(second)
        .isEqualTo(new Device(
            first.id(),
            session.id(),
            "Table",
            DeviceType.TABLET,
            first.createdAt(),
            session.lastAccessAt(),
            Map.of("send", "keys"),
            null));
    assertThat(devices.ofAccount(session.accountId())).containsExactly(second);
  }

  @Test
  void useThatCannotBeRememberedKeepsNobodyOut() {
    devices.put(session, new DeviceChange(null, "Desk", null, null, PushWish.UNSAID));
    var before = devices.ofAccount(session.accountId());
    clock.advance(Duration.ofHours(1));
    database.whileFull(() -> devices.touch(session));
    assertThat(devices.ofAccount(session.accountId())).isEqualTo(before);
    devices.touch(session);
    assertThat(devices.ofAccount(session.accountId())).isNotEqualTo(before);
  }

  @Test
  void deviceMovesToANewSessionOfItsPerson() {
    var device = devices
        .put(session, new DeviceChange(null, "Desk", null, null, PushWish.UNSAID))
        .device();
    var later = DeviceOwner.of(people.signIn(ada));
    var moved = devices
        .put(later, new DeviceChange(device.id(), null, null, null, PushWish.UNSAID))
        .device();
    assertThat(moved.id()).isEqualTo(device.id());
    assertThat(devices.ofAccount(session.accountId())).containsExactly(moved);
    assertThat(moved.ownerId()).isEqualTo(later.id());
  }

  @Test
  void commandsAreReplacedAsAWhole() {
    devices.put(
        session, new DeviceChange(null, "Desk", null, Map.of("a", "1", "b", "2"), PushWish.UNSAID));
    devices.put(session, new DeviceChange(null, null, null, Map.of("b", "3"), PushWish.UNSAID));
    assertThat(devices.ofAccount(session.accountId()))
        .singleElement()
        .extracting(Device::commands)
        .isEqualTo(Map.of("b", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada’s Firefox on host", "火狐", "🦊", ""})
  void nameMayBeAnyText(String name) {
    assertThat(new DeviceChange(null, name, null, null, PushWish.UNSAID).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\u0000", "\ue000", "\uffff", "\ufdd0", "\ud83e"})
  void nameOfOtherCharactersIsRefused(String name) {
    assertThatThrownBy(() -> new DeviceChange(null, name, null, null, PushWish.UNSAID))
        .isInstanceOf(AccountException.class);
  }

  @Test
  void fieldsThatAreTooLongAreRefused() {
    assertThatThrownBy(() -> new DeviceChange(null, "x".repeat(256), null, null, PushWish.UNSAID))
        .isInstanceOf(AccountException.class);
    assertThatThrownBy(() ->
            new DeviceChange(null, null, null, Map.of("a", "x".repeat(2049)), PushWish.UNSAID))
        .isInstanceOf(AccountException.class);
  }
}
