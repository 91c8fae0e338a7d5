// The button data-seal-make: random words and their SHA-256, made here, so that the server never sees the words.
// Without scripts, or on a page that is not secure, the server makes them once and shows them (the form's own way).
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
const button = document.querySelector("[data-seal-make]");

function words() {
  const found = [];
  const limit = 256 - (256 % LETTERS.length); // so that every letter is equally likely
  while (found.length < 16) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) found.push(LETTERS[byte % LETTERS.length]);
  }
  return found.join("").match(/.{4}/g).join("-");
}

async function sha256(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

if (button && window.crypto && crypto.subtle) {
  button.type = "button";
  button.addEventListener("click", async () => {
    const made = words();
    document.querySelector("[data-seal-code]").value = await sha256(made);
    document.querySelector("[data-seal-words]").textContent = made;
    document.querySelector("[data-seal]").hidden = false;
    document.querySelector("[data-seal-here]").hidden = false;
    document.querySelector("[data-seal-served]")?.remove();
  });
}
