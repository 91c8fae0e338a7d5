// Tables with chosen rows: select all, count, and the bar of acts only when something is chosen.
function wire(form) {
  const all = form.querySelector("[data-bulk-all]");
  const bar = form.querySelector("[data-bulk-bar]");
  const count = form.querySelector("[data-bulk-count]");
  const boxes = [...form.querySelectorAll("input[name=chosen]")];
  if (!bar || form.dataset.bulkWired) return;
  form.dataset.bulkWired = "1";
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    bar.hidden = chosen === 0;
    if (count) count.textContent = chosen ? count.dataset.bulkText.replace("{n}", chosen) : "";
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
  };
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); show(); });
  }
  let last = null;
  form.addEventListener("click", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      boxes.slice(from, to + 1).forEach((between) => { between.checked = box.checked; });
    }
    last = box;
    show();
  });
  form.addEventListener("change", show);
  show();
}

const wireAll = () => document.querySelectorAll("form[data-bulk]").forEach(wire);
document.addEventListener("doorstep:part", wireAll);
window.addEventListener("pageshow", wireAll);
wireAll();
