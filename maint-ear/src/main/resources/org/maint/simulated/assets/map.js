"use strict";

// Positions come as data, because the content security policy allows no style attributes.
for (const marker of document.querySelectorAll("#map .marker")) {
  marker.style.left = `${marker.dataset.x}%`;
  marker.style.top = `${marker.dataset.y}%`;
}
document.getElementById("map").dataset.drawn = "true";
