// Gives PrimeFaces' charts the colours of the theme. The figures stand in a table beneath each of them.
function maintChart() {
  // The component says that its canvas is a picture; it is for the page to say of what.
  const canvas = this.canvas[0];
  canvas.setAttribute("aria-label", canvas.closest(".graph").dataset.label);
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const { data, options } = this.cfg.config;
  const [first, bound] = data.datasets;
  Object.assign(first, { borderColor: colour("--accent"), backgroundColor: colour("--accent"), borderWidth: 2, pointRadius: data.labels.length > 60 ? 0 : 3 });
  if (bound) {
    Object.assign(bound, { borderColor: colour("--bad"), borderDash: [6, 4], borderWidth: 1.5 });
  }
  const axis = { ticks: { color: colour("--quiet"), maxRotation: 0, autoSkipPadding: 16 }, grid: { color: colour("--line") } };
  options.scales = { x: axis, y: { ...axis, beginAtZero: this.cfg.config.type === "bar" } };
}
window.maintChart = maintChart;
