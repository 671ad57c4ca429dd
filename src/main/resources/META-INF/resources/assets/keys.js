// Triage by single keys; off where somebody switched them off, and never while he types (WCAG 2.1.4).
(() => {
  'use strict';
  const row = () => document.activeElement.closest?.('tr');
  const step = by => {
    const all = [...document.querySelectorAll('[data-row]')];
    const focused = all.indexOf(row()?.querySelector('[data-row]'));
    all[Math.min(all.length - 1, Math.max(0, focused + by))]?.focus();
  };
  const inRow = selector => (row() ?? document.querySelector('dialog[open]'))?.querySelector(selector);
  const press = selector => inRow(selector)?.click();
  const range = () => inRow('input[name=id]')?.dispatchEvent(new MouseEvent('click', {bubbles: true, shiftKey: true}));
  // Without a clipboard, as over plain http, the text is selected instead.
  const copy = (text, shown, said) => (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(said)
    .catch(() => { if (shown) getSelection().selectAllChildren(shown); });
  const link = () => {
    const opened = row()?.querySelector('[data-row]');
    const button = document.querySelector('dialog[open] [data-key=c]');
    const {said} = document.querySelector('#shortcuts [data-said]').dataset;
    if (button) { button.closest('details').open = true; button.click(); }
    else if (opened) copy(opened.href, null, () => { document.getElementById('notice').textContent = said; });
  };
  const leads = {a: 'alerts', n: 'anomalies', t: 'threats', l: 'logs'};
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => press('[data-row]'),
    x: () => press('input[name=id]'),
    X: range,
    a: () => press('[data-key=a]'),
    r: () => (document.querySelector('dialog[open] textarea') ?? {focus: () => press('[data-key=r]')}).focus(),
    c: link,
    f: () => document.activeElement.closest?.('.value')?.querySelector('[data-key=f]')?.click(),
    t: () => document.querySelector('.filters input[name=from]')?.focus(),
    '/': () => document.querySelector('input[type=search]')?.focus(),
    '?': () => document.getElementById('shortcuts')?.showModal(),
    '[': () => document.querySelector('[data-key="["]')?.click(),
    ']': () => document.querySelector('[data-key="]"]')?.click(),
  };
  let lead = -Infinity;

  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.documentElement.dataset.shortcuts === 'off') return;
    const led = event.timeStamp - lead < 1_000;
    lead = event.key === 'g' ? event.timeStamp : -Infinity;
    if (led && leads[event.key]) document.getElementById('tab-' + leads[event.key])?.click();
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    const shown = button && document.getElementById(button.dataset.copy);
    if (shown) copy(shown.href ?? shown.textContent, shown, () => { button.textContent = button.dataset.said; });
  });
})();
