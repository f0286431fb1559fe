"use strict";

for (const canvas of document.querySelectorAll("canvas.chart")) {
  const values = canvas.dataset.values.split(",").map(Number);
  const most = Math.max(1, ...values);
  const context = canvas.getContext("2d");
  const width = canvas.width / values.length;
  context.fillStyle = "#1c5fa8";
  values.forEach((value, i) => {
    const height = (value / most) * (canvas.height - 10);
    context.fillRect(i * width + 4, canvas.height - height, width - 8, height);
  });
  canvas.dataset.drawn = String(values.length);
}
