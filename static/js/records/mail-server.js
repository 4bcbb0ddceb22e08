// Fills in server, port and security of the provider that is chosen, and says what people stumble over there. Without it the same
// is filled in where the form arrives.

const form = document.querySelector("[data-presets]");
const { provider, host, port, security } = form.elements;
const note = document.getElementById("preset-note");
const presets = new Map(JSON.parse(document.getElementById("presets").textContent).map((preset) => [preset.key, preset]));

function show() {
  const preset = presets.get(provider.value);
  note.textContent = preset?.note ?? "";
  note.hidden = !note.textContent;
  if (!preset) return;
  host.value = preset.host;
  port.value = preset.port;
  security.value = preset.security;
}

provider.addEventListener("change", show);
for (const field of [host, port, security]) {
  field.addEventListener("input", () => {
    provider.value = "";
    show();
  });
}
show();
