// Text areas with data-count="… {n} …": how many characters are left. Said aloud only near the end.
function wire(area) {
  if (area.dataset.countWired || area.maxLength < 0) return;
  area.dataset.countWired = "1";
  const line = document.createElement("p");
  line.className = "field-count";
  area.after(line);
  const said = document.getElementById("said");
  const show = () => {
    const left = area.maxLength - [...area.value.replace(/\n/g, "\r\n")].length;
    line.textContent = area.dataset.count.replace("{n}", Math.max(0, left));
    line.hidden = left > area.maxLength / 2;
    if (said && left <= 20) said.textContent = line.textContent;
  };
  area.addEventListener("input", show);
  if (area.form) area.form.addEventListener("input", show);
  show();
}

const wireAll = () => document.querySelectorAll("textarea[data-count]").forEach(wire);
document.addEventListener("doorstep:part", wireAll);
wireAll();
