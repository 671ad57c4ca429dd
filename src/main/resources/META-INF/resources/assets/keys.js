// Triage by single keys; off where somebody switched them off, and never while he types (WCAG 2.1.4).
(() => {
  'use strict';
  const rows = () => [...document.querySelectorAll('[data-row]')];
  const focused = () => rows().indexOf(document.activeElement.closest?.('tr')?.querySelector('[data-row]'));
  const step = by => {
    const all = rows();
    if (all.length) all[Math.min(all.length - 1, Math.max(0, focused() + by))].focus();
  };
  const inRow = selector => {
    const row = document.activeElement.closest?.('tr');
    (row ?? document.querySelector('dialog[open]'))?.querySelector(selector)?.click();
  };
  // Without a clipboard, as over plain http, the text is selected instead.
  const copy = (text, shown, said) => (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(said)
    .catch(() => { if (shown) getSelection().selectAllChildren(shown); });
  const link = () => {
    const row = document.activeElement.closest?.('tr')?.querySelector('[data-row]');
    const button = document.querySelector('dialog[open] [data-key=c]');
    if (button) { button.closest('details').open = true; button.click(); }
    else if (row) copy(row.href, null, () => { document.getElementById('notice').textContent = words().said; });
  };
  const words = () => document.querySelector('#shortcuts [data-said]').dataset;
  const tab = word => document.getElementById('tab-' + word)?.click();
  const leads = {a: 'alerts', n: 'anomalies', t: 'threats', l: 'logs'};
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => inRow('[data-row]'),
    x: () => inRow('input[name=id]'),
    a: () => inRow('[data-key=a]'),
    r: () => (document.querySelector('dialog[open] textarea') ?? {focus: () => inRow('[data-key=r]')}).focus(),
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
    if (led && leads[event.key]) tab(leads[event.key]);
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
