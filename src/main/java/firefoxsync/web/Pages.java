// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.http.Body;
import firefoxsync.http.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** Renders templates into whole pages. */
final class Pages {
  private static final String TEMPLATES = "firefoxsync.web.templates";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(
      null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
  private final Page page;

  Pages(Page page) {
    this.page = page;
  }

  /** Returns the page of a template, with the values of its parameters. */
  Response render(int status, String template, Map<String, Object> values) {
    var all = new HashMap<>(values);
    all.put("page", page);
    var html = new StringOutput();
    engine.render(template + ".jte", all, html);
    return Response.of(
        status, "text/html; charset=utf-8", Body.of(html.toString().getBytes(UTF_8)));
  }

  Texts texts() {
    return page.texts();
  }
}
