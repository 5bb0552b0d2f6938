// SPDX-License-Identifier: MPL-2.0
// Buttons that show the passwords of their form, and hide them again.

document.addEventListener("click", ({ target }) => {
  const button = target.closest(".reveal");
  if (!button) {
    return;
  }
  const isShown = button.getAttribute("aria-pressed") === "true";
  for (const input of button.form.querySelectorAll("[autocomplete$=password]")) {
    input.type = isShown ? "password" : "text";
  }
  button.setAttribute("aria-pressed", String(!isShown));
});
