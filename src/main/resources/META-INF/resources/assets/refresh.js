// Keeps pages fresh without taking work out of anybody's hands, and tells what went wrong.
(() => {
  'use strict';
  const EVERY = 60_000;
  const root = document.documentElement;
  const polled = () => document.querySelector('[data-poll]');

  // Whoever has something selected, opened or half typed is not disturbed.
  const busy = () => {
    const focused = document.activeElement;
    const panel = polled();
    return document.hidden
      || document.querySelector('dialog[open]')
      || panel?.querySelector('input[name=id]:checked, details[open]')
      || (focused && /^(INPUT|TEXTAREA|SELECT)$/.test(focused.tagName) && focused.type !== 'checkbox');
  };

  const swap = (page, selector) => {
    const fresh = page.querySelector(selector);
    const shown = document.querySelector(selector);
    if (fresh && shown) {
      const open = [...shown.querySelectorAll('details[open][id]')].map(one => one.id);
      shown.replaceWith(document.adoptNode(fresh));
      open.forEach(id => document.getElementById(id)?.setAttribute('open', ''));
    }
  };

  // What is shown is what the address says; a page is its own update.
  const refresh = async () => {
    const panel = polled();
    if (!panel) return;
    const focused = document.activeElement?.id;
    panel.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(location.href, {headers: {'HX-Request': 'true'}, redirect: 'manual'});
      const elsewhere = answer.headers.get('HX-Redirect');
      if (elsewhere) { location.assign(elsewhere); return; }
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      panel.dataset.refresh.split(',').forEach(selector => swap(page, selector));
      root.removeAttribute('data-stale');
      if (focused) document.getElementById(focused)?.focus({preventScroll: true});
    } catch {
      root.setAttribute('data-stale', '');
    } finally {
      polled()?.removeAttribute('aria-busy');
    }
  };

  const tick = () => {
    const work = Boolean(busy());
    root.toggleAttribute('data-paused', work);
    if (!work) refresh();
  };

  document.addEventListener('DOMContentLoaded', () => {
    const every = Number(document.body.dataset.every) || EVERY;
    setInterval(tick, every);
    document.addEventListener('visibilitychange', () => { if (!document.hidden) tick(); });
    document.addEventListener('focusin', () => root.toggleAttribute('data-paused', Boolean(busy())));
    document.addEventListener('change', () => root.toggleAttribute('data-paused', Boolean(busy())));
    document.querySelectorAll('dialog[open]').forEach(one => {
      one.close();
      one.showModal();
      one.addEventListener('cancel', () => one.querySelector('[data-close]')?.click());
    });
    document.getElementById('refresh')?.addEventListener('click', event => {
      event.preventDefault();
      refresh();
    });
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    document.querySelectorAll('form[data-zone]').forEach(form => {
      const button = form.querySelector('button');
      button.value = zone;
      button.textContent = zone;
      form.hidden = [...document.querySelectorAll('button[name=value]')].some(one => one !== button && one.value === zone);
    });
  });
})();
