// Forms with data-draft="key": what was typed survives a time-out, a failed submit, a closed lid.
// Kept in this tab only (data-draft-store="local": on this device). Passwords and files are never kept.
const PREFIX = "doorstep-draft:";
const SKIP = new Set(["hidden", "password", "file", "submit", "button"]);

const stores = [];
for (const name of ["sessionStorage", "localStorage"]) {
  try { window[name].length; stores.push(window[name]); } catch (blocked) { /* private mode: no drafts */ }
}

const read = (store, key) => { try { return JSON.parse(store.getItem(key)); } catch (broken) { return null; } };
const write = (store, key, value) => { try { store.setItem(key, JSON.stringify(value)); } catch (full) { /* keep the old one */ } };
const fields = (form) => [...form.elements].filter((f) => f.name && !SKIP.has(f.type) && f.name !== "website");
const receipt = (form) => (form.elements.receipt ? form.elements.receipt.value : "");
const values = (form) => fields(form).map((f) => [f.name, f.value, f.type === "checkbox" || f.type === "radio" ? f.checked : null]);

function fill(form, draft) {
  for (const [name, value, checked] of draft.values) {
    const field = fields(form).find((f) => f.name === name && (checked === null || f.value === value));
    if (!field) continue;
    if (checked === null) field.value = value; else field.checked = checked;
  }
  if (form.elements.receipt && draft.receipt) form.elements.receipt.value = draft.receipt;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function each(act) {
  for (const store of stores) {
    for (const key of Object.keys(store).filter((k) => k.startsWith(PREFIX))) act(store, key, read(store, key));
  }
}

const keep = document.body.hasAttribute("data-keep-drafts");
const here = new Set([...document.querySelectorAll("form[data-draft]")].map((f) => PREFIX + f.dataset.draft));
each((store, key, draft) => {
  if (!draft) store.removeItem(key);
  else if (keep) write(store, key, { ...draft, sent: false });
  else if (draft.sent && !here.has(key)) store.removeItem(key);
});

for (const form of document.querySelectorAll("form[data-draft]")) {
  const store = form.dataset.draftStore === "local" ? stores[1] : stores[0];
  if (!store) break;
  const key = PREFIX + form.dataset.draft;
  const note = form.querySelector("[data-draft-note]");
  const draft = read(store, key);
  const save = (sent) => write(store, key, { values: values(form), receipt: receipt(form), sent });
  if (draft && receipt(form) !== draft.receipt) {
    if (!draft.sent) fill(form, draft);
    if (note) note.hidden = false;
    const back = form.querySelector("[data-draft-back]");
    if (back) { back.hidden = !draft.sent; back.onclick = () => { fill(form, draft); note.hidden = true; }; }
    const drop = form.querySelector("[data-draft-drop]");
    if (drop) drop.onclick = () => { store.removeItem(key); form.reset(); note.hidden = true; };
  }
  form.addEventListener("input", (event) => { if (event.isTrusted) save(false); });
  form.addEventListener("submit", () => save(true));
}
