"use strict";

// The buttons that make something for a test.
for (const button of document.querySelectorAll("button[data-post]")) {
  button.addEventListener("click", async () => {
    const answer = await fetch(button.dataset.post, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ test: true }),
    });
    const output = button.parentElement.querySelector("output");
    output.textContent = answer.ok ? `${(await answer.json()).id}` : `Erreur ${answer.status}`;
  });
}
