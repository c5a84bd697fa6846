// Comfort for pages that work without it: copying, reading a key from a file, sending a form once, telling the opener.

const all = (selector) => [...document.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);

const MAX_FILE_BYTES = 65_536;
const SHOWN_FOR_MS = 2500;

/** For browsers, and frames, that keep the clipboard closed. */
function copyBySelection(element) {
  const selection = getSelection();
  selection.selectAllChildren(element);
  return document.execCommand('copy');
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    return copyBySelection(element);
  }
}

function offerCopy(button) {
  const label = button.querySelector('span');
  const words = label.textContent;
  const name = button.getAttribute('aria-label');
  label.setAttribute('aria-live', 'polite');
  let timer;
  button.addEventListener('click', async () => {
    const done = await copy(byId(button.dataset.copy));
    label.textContent = done ? button.dataset.done : button.dataset.failed;
    button.removeAttribute('aria-label');
    clearTimeout(timer);
    timer = setTimeout(() => {
      label.textContent = words;
      button.setAttribute('aria-label', name);
    }, SHOWN_FOR_MS);
  });
}

function offerFile(input) {
  const told = input.parentElement.querySelector('[role="status"]');
  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > MAX_FILE_BYTES) {
      told.textContent = input.dataset.tooLarge;
      return;
    }
    byId(input.dataset.readsInto).value = await file.text();
    told.textContent = file.name;
  });
}

/** The second of two clicks is dropped; coming back to the page by the browser's history makes it fresh. */
function sendOnce(form) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    const { submitter } = event;
    if (!submitter) return;
    submitter.setAttribute('aria-disabled', 'true');
    if (!submitter.dataset.busy) return;
    submitter.dataset.label = submitter.textContent;
    submitter.textContent = submitter.dataset.busy;
  });
  addEventListener('pageshow', () => {
    sent = false;
    for (const button of form.querySelectorAll('[aria-disabled="true"]')) {
      button.removeAttribute('aria-disabled');
      if (button.dataset.label) button.textContent = button.dataset.label;
    }
  });
}

/** To the exact origin that the server wrote down; any other window gets nothing. */
function tell({ dataset: { message, origin, otherwise } }) {
  const listener = window.opener ?? (window.parent === window ? null : window.parent);
  if (listener) listener.postMessage(JSON.parse(message), origin);
  else if (otherwise) location.replace(otherwise);
}

for (const element of all('[data-needs-script]')) element.hidden = false;
for (const button of all('[data-copy]')) offerCopy(button);
for (const input of all('[data-reads-into]')) offerFile(input);
for (const form of all('form[data-submit-once]')) sendOnce(form);
for (const element of all('[data-message]')) tell(element);
document.querySelector('[data-focus]')?.focus();
