// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.LogLines;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IncidentTest {
  private final LogLines log = new LogLines(Incident.class.getName());

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void incidentIsALineWhenItBeginsAndOneWhenItIsOver() {
    var incident = new Incident("write", Duration.ZERO);
    incident.met("the disk is full");
    incident.met("the disk is full");
    assertThat(log.take()).containsExactly("cannot write: the disk is full; will try again");
    incident.passed();
    incident.passed();
    assertThat(log.take()).containsExactly("can write again");
    incident.met("the disk is full");
    assertThat(log.take()).hasSize(1);
  }

  @Test
  void successBetweenFailuresIsNotItsEnd() {
    var incident = new Incident("write", Duration.ofHours(1));
    for (int i = 0; i < 5; i++) {
      incident.met("the disk is full");
      incident.passed();
    }

    assertThat(log.take()).hasSize(1);
  }

  @Test
  void workThatFindsTheDatabaseUnusableMeetsItAndOtherFailuresDoNot() {
    var incident = new Incident("write", Duration.ZERO);
    assertThatThrownBy(() -> incident.watch(() -> {
          throw new DatabaseException.Conflict("busy");
        }))
        .isInstanceOf(DatabaseException.Conflict.class);
    assertThat(log.take()).isEmpty();

    assertThatThrownBy(() -> incident.watch(() -> {
          throw new DatabaseException.Unavailable("writing", new IOException("no room"));
        }))
        .isInstanceOf(DatabaseException.Unavailable.class);
    assertThat(incident.<String>watch(() -> "kept")).isEqualTo("kept");
    assertThat(log.take())
        .containsExactly("cannot write: no room; will try again", "can write again");
  }
}
