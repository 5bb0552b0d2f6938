// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.discovery;

import firefoxsync.people.UserName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an app learns of a person's storage: the one link of the draft, section 10.
 *
 * @param origin where documents are, without a slash at its end
 * @param pages where people are asked, without a slash at its end
 * @param hasDialog whether anybody can be asked: people of Mozilla accounts have no pages here
 */
record StorageDescription(String origin, String pages, boolean hasDialog) {
  static final String RELATION = "http://tools.ietf.org/id/draft-dejong-remotestorage";

  private static final String VERSION = "draft-dejong-remotestorage-26";
  private static final String OAUTH = "http://tools.ietf.org/html/rfc6749#section-";

  /** Returns the document about a person, with the links of the relations that were asked for. */
  Map<String, Object> document(String subject, UserName name, List<String> relations) {
    var members = new LinkedHashMap<String, Object>();
    members.put("subject", subject);
    members.put(
        "links",
        relations.isEmpty() || relations.contains(RELATION) ? List.of(link(name)) : List.of());
    return members;
  }

  private Map<String, Object> link(UserName name) {
    var link = new LinkedHashMap<String, Object>();
    link.put("rel", RELATION);
    link.put("href", origin + "/rs/" + name);
    link.put("properties", properties(name));
    return link;
  }

  private Map<String, Object> properties(UserName name) {
    var dialog = hasDialog ? pages + "/rs-oauth/authorize/" + name : null;
    var properties = new LinkedHashMap<String, Object>();
    properties.put("http://remotestorage.io/spec/version", VERSION);
    // The implicit grant, which every app knows.
    properties.put(OAUTH + "4.2", dialog);
    // Codes, for apps that can keep a verifier.
    properties.put(OAUTH + "3.1", dialog);
    properties.put(OAUTH + "3.2", hasDialog ? pages + "/rs-oauth/token" : null);
    properties.put("http://tools.ietf.org/html/rfc7636", hasDialog ? "S256" : null);
    // A token in an address ends in logs.
    properties.put("http://tools.ietf.org/html/rfc6750#section-2.3", null);
    properties.put("http://tools.ietf.org/html/rfc7233", "GET");
    properties.put("http://remotestorage.io/spec/web-authoring", null);
    return properties;
  }
}
