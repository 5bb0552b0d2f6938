// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.PublicUrl;
import firefoxsync.http.Body;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renders templates into whole pages, in the language of who asks: those of this folder, and those of
 * other features, which get one {@code Pages} handed in and list their routes by {@link #table}.
 */
public final class Pages {
  private static final String TEMPLATES = "firefoxsync.web.templates";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(
      null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
  /** Each is made for the first who wants its language: a start needs none of them. */
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  private final PublicUrl publicUrl;

  /** Takes the server's own address. */
  public Pages(PublicUrl publicUrl) {
    this.publicUrl = publicUrl;
  }

  /**
   * Returns a table of pages: what goes wrong there is told by a page, and every answer forbids the
   * browser scripts, pictures and requests of other origins, frames, and keeping the page.
   */
  public RouteTable table(List<String> mounts, Route... routes) {
    return RouteTable.of(new PageErrorFormat(this), mounts, routes)
        .around(new PageHeaders(publicUrl));
  }

  /** Returns the page of a template, with the values of its parameters beside {@code page}. */
  public Response render(
      RequestHead head, int status, String template, Map<String, Object> values) {
    var page = page(head);
    var all = new HashMap<>(values);
    all.put("page", page);
    var html = new StringOutput();
    engine.render(template + ".jte", all, html);
    return Response.of(
            status, "text/html; charset=utf-8", Body.of(html.toString().getBytes(UTF_8)))
        .header("Content-Language", page.language());
  }

  /** Returns what pages load. */
  StaticFiles files() {
    return StaticFiles.all();
  }

  PublicUrl publicUrl() {
    return publicUrl;
  }

  /** Returns the words in the language of who asks. */
  Texts texts(RequestHead head) {
    return page(head).texts();
  }

  private Page page(RequestHead head) {
    return pages.computeIfAbsent(Languages.of(head), this::page);
  }

  private Page page(String language) {
    return new Page(Texts.of(language), Languages.ALL, publicUrl, files().folder());
  }
}
