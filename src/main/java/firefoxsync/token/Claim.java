// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.people.Person;
import java.util.OptionalLong;

/**
 * Who asks for a token, and what she and her issuer say of her keys.
 *
 * @param generation milliseconds of the last password change; absent when the issuer is silent
 */
record Claim(Person person, OptionalLong generation, KeyId keyId) {}
