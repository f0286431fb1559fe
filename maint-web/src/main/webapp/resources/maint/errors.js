// Says how bad errors of a kind are, and shows the page as it is then.
(() => {
  "use strict";

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-categorises]");
    if (!button) {
      return;
    }
    const id = button.dataset.categorises;
    const category = document.getElementById(`category-${id}`).value;
    button.disabled = true;
    const response = await window.maint.call("POST", `errors/${id}/categorise`, { json: { category } }).catch(() => null);
    if (response?.ok) {
      // What was categorised stays in sight, wherever it is sorted now.
      location.hash = `error-${id}`;
      location.reload();
      return;
    }
    button.disabled = false;
    const body = await response?.json().catch(() => null);
    const problem = document.createElement("p");
    problem.className = "item-problem";
    problem.setAttribute("role", "alert");
    problem.textContent = body?.detail ?? button.closest("table").dataset.wordsLost;
    button.parentElement.querySelector(".item-problem")?.remove();
    button.after(problem);
  });
})();
