// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Looks at pages in every width and both colours, and collects what is wrong with them. */
final class Inspection {
  private static final int NARROWEST = 320;
  private static final List<Viewer.View> VIEWS = List.of(
      new Viewer.View(1280, false),
      new Viewer.View(1280, true),
      new Viewer.View(360, false),
      new Viewer.View(360, true));
  // Each width and each colour once: what axe finds depends on one of them, never on both.
  private static final List<Viewer.View> ASKED = List.of(VIEWS.get(0), VIEWS.get(3));
  private static final String AXE = Resources.text("/axe.min.js");
  private static final String USE = Resources.text("use-page.js");

  private final Viewer viewer;
  private final String server;
  private final ContactSheet sheet;
  private final List<String> faults = new ArrayList<>();

  Inspection(Viewer viewer, String server, ContactSheet sheet) {
    this.viewer = viewer;
    this.server = server;
    this.sheet = sheet;
  }

  /** Brings the page into the state and looks at it from all sides. */
  void look(PageState state) {
    viewer.view(VIEWS.get(0));
    // From one fragment of a page to another nothing is loaded.
    viewer.open("about:blank");
    viewer.open(server + state.path());
    try {
      viewer.page(USE + state.use());
    } catch (RuntimeException e) {
      throw new IllegalStateException("no way to “" + state.name() + "”", e);
    }
    for (var view : VIEWS) {
      viewer.view(view);
      viewer.screenshot(sheet.picture(state.name(), view.toString()));
      if (ASKED.contains(view)) {
        var place = state.name() + " " + view;
        askAxe().forEach(violation -> faults.add(place + ": " + violation.asText()));
      }
    }
    // What 1280 px leave at a zoom of 400 %, or a small phone's 640 device pixels at 200 %.
    viewer.view(new Viewer.View(NARROWEST, false));
    int width = viewer.page("return document.documentElement.scrollWidth").asInt();
    if (width > NARROWEST) {
      faults.add(state.name() + " is " + width + " px wide where there are " + NARROWEST);
    }
  }

  private JsonNode askAxe() {
    return viewer.page(
        AXE
            + """
        ;
        const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => `${id} ${html} ${failureSummary}`));
        """);
  }

  /** Writes the contact sheet, and returns what was wrong, in words. */
  List<String> faults() {
    sheet.write();
    return List.copyOf(faults);
  }
}
