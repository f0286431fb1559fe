// A file for a task or an incident goes through the REST interface; the page then shows it.
(() => {
  "use strict";

  const LARGEST_FILE = 10 * 1024 * 1024;

  const problem = (words) => {
    const place = document.getElementById("file-problem");
    place.textContent = words;
    place.hidden = false;
  };

  const attach = async (input) => {
    const [file] = input.files;
    if (!file) {
      return;
    }
    if (file.size > LARGEST_FILE) {
      problem(input.dataset.wordsTooLarge);
      return;
    }
    const response = await maint.call("POST", `${input.dataset.to}/files?name=${encodeURIComponent(file.name)}`, {
      raw: file, headers: { "Content-Type": "application/octet-stream" },
    });
    if (response.ok) {
      location.reload();
      return;
    }
    const body = await response.json().catch(() => ({}));
    problem(body.errors?.[0]?.message ?? body.detail ?? String(response.status));
  };

  document.addEventListener("change", (event) => {
    if (event.target.id === "attach-file") {
      attach(event.target);
    }
  });
})();
