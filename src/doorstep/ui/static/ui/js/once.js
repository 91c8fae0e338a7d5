// A form is sent once: the button says so and a second press is ignored. The server's receipt is the real guard.
const PAUSE = 12000;
const busy = new WeakMap();

function rest(form) {
  busy.delete(form);
  form.querySelectorAll("button[aria-disabled]").forEach((button) => {
    button.removeAttribute("aria-disabled");
    if (button.dataset.words) button.textContent = button.dataset.words;
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method.toLowerCase() !== "post") return;
  if (busy.has(form)) return event.preventDefault();
  busy.set(form, setTimeout(() => rest(form), PAUSE));
  const button = event.submitter || form.querySelector("button:not([type=button])");
  if (!button) return;
  button.setAttribute("aria-disabled", "true");
  if (button.dataset.busy) {
    button.dataset.words = button.textContent;
    button.textContent = button.dataset.busy;
  }
}, true);

window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(rest));
document.addEventListener("doorstep:part", () => document.querySelectorAll("form").forEach(rest));
