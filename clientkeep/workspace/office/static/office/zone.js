// The browser knows the time zone; the server would have to guess it from the country.
for (const field of document.querySelectorAll("[data-own-zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
}
