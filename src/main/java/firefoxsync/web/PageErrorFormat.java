// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import java.util.Map;
import java.util.Optional;

/** Errors as a page says them: what happened, and a way onward. */
final class PageErrorFormat implements ErrorFormat {
  private final Pages pages;

  PageErrorFormat(Pages pages) {
    this.pages = pages;
  }

  @Override
  public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
    return page(head, fault, reference.orElse(""));
  }

  @Override
  public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
    return Optional.empty();
  }

  /** Returns the page of a fault; the reference is empty when there is none. */
  Response page(RequestHead head, HttpFault fault, String reference) {
    return pages.render(
        head, fault.status(), "fault", Map.of("fault", fault.name(), "reference", reference));
  }
}
