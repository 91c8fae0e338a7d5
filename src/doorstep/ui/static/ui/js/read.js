// Buttons with data-read="id": read that part of the page aloud. Only voices of the device itself: no text leaves it.
const speech = window.speechSynthesis;
const language = document.documentElement.lang.toLowerCase().slice(0, 2);

function ownVoice() {
  return speech.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

function sentences(part) {
  const blocks = [...part.querySelectorAll("h1, h2, h3, p, li, dt, dd, th, td, figcaption")];
  const leaves = blocks.filter((block) => !blocks.some((other) => other !== block && block.contains(other)));
  return leaves.map((block) => block.innerText.trim()).filter(Boolean);
}

function wire(button) {
  const start = button.textContent;
  const rest = () => { button.textContent = start; button.setAttribute("aria-pressed", "false"); };
  button.hidden = false;
  button.addEventListener("click", () => {
    const speaking = speech.speaking;
    speech.cancel();
    if (speaking) return rest();
    const texts = sentences(document.getElementById(button.dataset.read));
    texts.forEach((text, place) => {
      const words = new SpeechSynthesisUtterance(text);
      words.voice = ownVoice();
      words.lang = words.voice.lang;
      words.rate = 0.9;
      if (place === texts.length - 1) words.onend = rest;
      speech.speak(words);
    });
    button.textContent = button.dataset.readStop;
    button.setAttribute("aria-pressed", "true");
  });
}

function offer() {
  if (!ownVoice()) return;
  document.querySelectorAll("button[data-read][hidden]").forEach(wire);
}

if (speech) {
  offer();
  speech.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", () => speech.cancel());
}
