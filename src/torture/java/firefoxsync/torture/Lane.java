// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import com.fasterxml.jackson.databind.JsonNode;
import firefoxsync.conformance.SigningClient;
import firefoxsync.conformance.SigningClient.Answer;
import firefoxsync.torture.Item.Window;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One writer's share of a collection: the items whose ids begin with its prefix. Nobody else changes
 * them, so what they must be is known but for the one request that was not answered. Guarded by its
 * own monitor.
 */
final class Lane {
  private static final int REMEMBERED = 300;
  private static final long ANY_TIME = 1;

  private final User user;
  private final String collection;
  private final String prefix;
  private final boolean isSole;
  private final boolean isExpiring;
  private final Random random;
  private final Requests requests;

  // Mutable state. What the items may be: one state, or two after a request without an answer.
  private List<Items> candidates = List.of(Items.NONE);
  private @Nullable String batch;
  private List<Items> staged = List.of();
  private final NavigableMap<Long, Items> states = new TreeMap<>();
  private boolean hadItems;
  private long unansweredAfter;
  private final Deque<String> history = new ArrayDeque<>();

  /**
   * Makes a lane without items.
   *
   * @param isSole whether it has the collection to itself, and may wipe it
   */
  Lane(User user, String collection, String prefix, boolean isSole, boolean isExpiring) {
    this.user = user;
    this.collection = collection;
    this.prefix = prefix;
    this.isSole = isSole;
    this.isExpiring = isExpiring;
    this.random = user.random();
    this.requests = new Requests(random, collection, prefix, isExpiring);
  }

  String collection() {
    return collection;
  }

  /** Sends one request of whatever kind and keeps what it must have led to. */
  synchronized void step(SigningClient client) {
    if (candidates.size() > 1) {
      settle(client);
    }
    int chance = random.nextInt(100);
    if (batch != null && chance < 30) {
      if (chance < 12) {
        commit(client, requests.commit(batch));
      } else {
        stage(client, requests.stage(batch));
      }
    } else if (chance < 12) {
      stage(client, requests.stage("true"));
    } else if (chance < 40) {
      change(client, requests.put());
    } else if (chance < 46 && !isExpiring) {
      change(client, requests.putSortIndex());
    } else if (chance < 58) {
      change(client, requests.delete());
    } else if (chance < 68) {
      change(client, requests.deleteSome());
    } else if (chance < 70 && isSole) {
      change(client, requests.wipe());
      batch = null;
    } else {
      change(client, requests.post());
    }
  }

  private void change(SigningClient client, Request request) {
    var after = request.effect().apply(settled());
    var answer = send(client, request, List.of(after));
    if (answer == null || answer.status() == 503) {
      return;
    }
    if (answer.status() == 404 && request.isDelete() && mayLack(request)) {
      return;
    }
    expect(answer, 200, request);
    boolean isWithoutEffect = request.isDelete() && settled().byId().isEmpty();
    if (!isWithoutEffect) {
      keep(List.of(after), timeOf(answer));
    }
  }

  private boolean mayLack(Request request) {
    return isExpiring || request.effect().apply(settled()).equals(settled());
  }

  private void stage(SigningClient client, Request request) {
    var before = batch == null ? List.of(Items.NONE) : staged;
    boolean isFirst = request.path().endsWith("batch=true");
    var answer = send(client, request, candidates);
    if (answer == null) {
      staged = isFirst ? staged : either(before, effects(request.effect(), before));
      return;
    }
    if (answer.status() == 503) {
      return;
    }
    expect(answer, 202, request);
    batch = answer.json().get("batch").asText();
    staged = effects(request.effect(), isFirst ? List.of(Items.NONE) : before);
  }

  private void commit(SigningClient client, Request request) {
    var outcomes = new ArrayList<Items>();
    for (var kept : staged) {
      outcomes.add(settled().with(request.effect().apply(kept).byId()));
    }
    var answer = send(client, request, outcomes);
    if (answer != null && answer.status() == 503) {
      return;
    }
    batch = null;
    if (answer != null) {
      expect(answer, 200, request);
      keep(outcomes, timeOf(answer));
    }
    if (candidates.size() > 1) {
      // Whether a part without an answer was staged shows only now.
      settle(client);
    }
  }

  /** Sends it; null when no answer came: then it was kept or it was not. */
  private @Nullable Answer send(SigningClient client, Request request, List<Items> after) {
    long floor = user.lastTime();
    Answer answer;
    try {
      answer = client.signed(request.method(), request.path(), request.body());
    } catch (UncheckedIOException e) {
      note(request.name() + " was not answered");
      user.unanswered();
      unansweredAfter = floor;
      if (!user.isAnsweredWhenKept()) {
        candidates = either(candidates, after);
      }
      return null;
    }
    note(request.name() + " " + answer.status() + " " + answer.lastModified());
    boolean mayFindNothing = request.isDelete() && settled().byId().isEmpty();
    if (answer.status() == 200 && !mayFindNothing && timeOf(answer) <= floor) {
      throw fault("time does not grow: " + answer.lastModified() + " after " + floor);
    }
    user.answered(answer);
    return answer;
  }

  /** Reads what is there and holds it against what may be. */
  synchronized void settle(SigningClient client) {
    boolean wasUnknown = candidates.size() > 1;
    long from = System.currentTimeMillis();
    var answer = client.get("/storage/" + collection + "?full=1");
    check(read(answer), user.window(from));
    if (timeOf(answer) != 0 && timeOf(answer) < newest()) {
      throw fault("the collection's time is older than its items");
    }
    if (wasUnknown) {
      states.clear();
      states.put(timeOf(answer), settled());
    }
  }

  private long newest() {
    return settled().byId().values().stream().mapToLong(Item::modified).max().orElse(0);
  }

  private void check(Map<String, Item> read, Window window) {
    var differences = new ArrayList<String>();
    for (var candidate : candidates) {
      var comparison = candidate.compare(read, window, unansweredAfter);
      if (comparison.found().isPresent()) {
        candidates = List.of(comparison.found().get());
        return;
      }
      differences.add(comparison.difference());
    }
    throw fault(String.join("; or ", differences));
  }

  /** Holds what a reader got at any time against what was there at the collection's time. */
  synchronized void checkReading(Answer answer, Window window) {
    var state = states.floorEntry(timeOf(answer));
    if (candidates.size() > 1 || (state == null && timeOf(answer) != 0)) {
      // A write without an answer, or too long ago to be remembered.
      return;
    }
    var expected = timeOf(answer) == 0 || state == null ? Items.NONE : state.getValue();
    var comparison = expected.compare(read(answer), window, 0);
    if (comparison.found().isEmpty()) {
      throw fault("read at " + answer.lastModified() + ": " + comparison.difference());
    }
  }

  private Map<String, Item> read(Answer answer) {
    if (answer.status() != 200) {
      throw fault("reading was answered by " + answer.status());
    }
    var items = new TreeMap<String, Item>();
    for (JsonNode json : answer.json()) {
      if (json.get("id").asText().startsWith(prefix)) {
        items.put(json.get("id").asText(), Item.of(json));
      }
    }
    return items;
  }

  /** Everything of the user was deleted. */
  synchronized void wiped(long time) {
    note("everything deleted");
    batch = null;
    keep(List.of(Items.NONE), time);
  }

  /** Everything of the user was deleted, or not. */
  synchronized void perhapsWiped() {
    note("everything perhaps deleted");
    hadItems = !isExpiring && candidates.stream().noneMatch(Items.NONE::equals);
    candidates = either(candidates, List.of(Items.NONE));
    batch = null;
  }

  /** Tells whether it certainly had items when everything was perhaps deleted. */
  synchronized boolean hadItems() {
    return hadItems;
  }

  /** No reading from before is checked any more. */
  synchronized void restarted() {
    note("restarted");
    hadItems = false;
    states.clear();
    states.put(ANY_TIME, settled());
  }

  synchronized boolean isEmpty() {
    return settled().byId().isEmpty();
  }

  private Items settled() {
    return candidates.get(0);
  }

  private static List<Items> effects(UnaryOperator<Items> effect, List<Items> before) {
    return before.stream().map(effect).toList();
  }

  private static List<Items> either(List<Items> some, List<Items> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all.stream().distinct().toList();
  }

  private void keep(List<Items> outcomes, long time) {
    candidates = outcomes.stream().map(items -> items.at(time)).distinct().toList();
    states.put(time, settled());
    if (states.size() > REMEMBERED) {
      states.pollFirstEntry();
    }
  }

  private void expect(Answer answer, int status, Request request) {
    if (answer.status() != status) {
      throw fault(request.name() + " was answered by " + answer.status() + " " + answer.body());
    }
    if (request.method().equals("POST") && !answer.json().get("failed").isEmpty()) {
      throw fault(request.name() + " failed for some: " + answer.body());
    }
  }

  private static long timeOf(Answer answer) {
    return Item.hundredths(answer.lastModified());
  }

  private void note(String event) {
    history.add(event);
    if (history.size() > REMEMBERED) {
      history.removeFirst();
    }
  }

  /** Returns the fault with the history of the item that it names. */
  private AssertionError fault(String what) {
    var id = what.split(" ", 2)[0];
    var ofItem = history.stream()
        .filter(event -> !id.startsWith(prefix)
            || event.matches(".*\\b" + id + "\\b.*")
            || event.matches("(restarted|wipe|everything|commit).*"))
        .toList();
    return new AssertionError("user %d, %s, %s: %s%nIts history:%n  %s"
        .formatted(user.uid(), collection, prefix, what, String.join("\n  ", ofItem)));
  }
}
