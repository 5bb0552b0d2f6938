// SPDX-License-Identifier: MPL-2.0
/** Pages that a person sees, their scripts and styles, and what a browser reads to find everything else. */
@NullMarked
package firefoxsync.web;

import org.jspecify.annotations.NullMarked;
