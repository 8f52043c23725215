/* Small comforts. Every page works without this file. */
"use strict";

// A file that would be refused is named before it travels.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.upload");
  if (!form || event.target.type !== "file") return;
  let size = 0;
  for (const input of form.querySelectorAll("input[type=file]")) {
    for (const file of input.files) size += file.size;
  }
  const said = form.querySelector("#file-size");
  const tooLarge = size > Number(form.dataset.limit);
  said.textContent = tooLarge ? form.dataset.tooLarge : "";
  said.hidden = !tooLarge;
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.upload");
  if (!form) return;
  const said = form.querySelector("#file-size");
  if (!said.hidden) {
    event.preventDefault();
    form.querySelector("input[type=file]").focus();
    return;
  }
  // One upload, one document, however often the button is pressed.
  const button = form.querySelector("button.button");
  setTimeout(() => { button.disabled = true; }, 0);
});

// Coming back by the browser's "back" button, the form can be sent again.
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form.upload button.button")) button.disabled = false;
});

// An answer and "I do not know" exclude each other. Before htmx sends the fields: in capture.
document.addEventListener("input", (event) => {
  const question = event.target.closest("fieldset.question");
  if (!question) return;
  const unknown = question.querySelector("input[type=checkbox]");
  const answer = question.querySelector("[id^='a-']:not([type=radio])");
  if (!unknown || !answer) return;
  if (event.target === answer && answer.value) unknown.checked = false;
  if (event.target === unknown && unknown.checked) answer.value = "";
}, true);

// A link to an indicator opens it.
const open = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") {
    target.open = true;
    target.scrollIntoView();
  }
};
window.addEventListener("hashchange", open);
document.addEventListener("DOMContentLoaded", open);

// Paper has no closed details.
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details")) details.open = true;
});

// What htmx has put in place takes the focus where it asks for it.
document.addEventListener("htmx:after:swap", () => {
  const wanted = document.querySelector("main [autofocus]:not([data-focused])");
  if (wanted) {
    wanted.dataset.focused = "1";
    wanted.focus({ preventScroll: true });
  }
});
