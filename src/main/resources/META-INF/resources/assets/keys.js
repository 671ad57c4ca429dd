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
  const tab = word => document.getElementById('tab-' + word)?.click();
  const leads = {a: 'alerts', n: 'anomalies', t: 'threats', l: 'logs'};
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => inRow('[data-row]'),
    x: () => inRow('input[name=id]'),
    a: () => inRow('[data-key=a]'),
    r: () => (document.querySelector('dialog[open] textarea') ?? {focus: () => inRow('[data-key=r]')}).focus(),
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
})();
