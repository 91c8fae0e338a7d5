// Links and forms with data-part="id": fetch the same page, take the part, swap it in. Falls back to plain loading.
const HEADER = "X-Doorstep-Part";

function say(text) {
  const place = document.getElementById("said");
  if (place) place.textContent = text || "";
}

async function swap(id, url, options, fallback) {
  const old = document.getElementById(id);
  if (!old || !window.fetch) return fallback();
  old.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { ...options, credentials: "same-origin", headers: { [HEADER]: "1" } });
    if (!answer.ok || !answer.headers.get(HEADER)) return fallback();
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const fresh = holder.content.getElementById(id);
    if (!fresh) return fallback();
    old.replaceWith(fresh);
    fresh.setAttribute("tabindex", "-1");
    fresh.focus({ preventScroll: true });
    const title = fresh.querySelector("h1, h2, h3, caption");
    say(fresh.dataset.said || (title && title.textContent.trim()));
    if (!options.method || options.method === "GET") history.replaceState(null, "", url);
    document.dispatchEvent(new CustomEvent("doorstep:part", { detail: fresh }));
  } catch (problem) {
    fallback();
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-part]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  swap(link.dataset.part, link.href, {}, () => location.assign(link.href));
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-part]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const data = new FormData(form);
  const button = event.submitter;
  if (button && button.name) data.append(button.name, button.value);
  const url = new URL(form.action || location.href);
  if (form.method.toLowerCase() === "get") {
    url.search = new URLSearchParams(data).toString();
    return swap(form.dataset.part, url, {}, () => location.assign(url));
  }
  swap(form.dataset.part, url, { method: "POST", body: data }, () => {
    if (button && button.name) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
      form.append(field);
    }
    form.submit();
  });
});
