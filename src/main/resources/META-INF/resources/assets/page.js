// What htmx leaves to a page: when to wait, what to keep, where the focus goes, and how to tell what went wrong.
(() => {
  'use strict';
  const FIELDS = 'input:not([type=hidden], [data-all]), textarea, select';
  const root = document.documentElement;
  const at = id => document.getElementById(id);
  const all = (selector, within = document) => [...(within?.querySelectorAll(selector) ?? [])];
  const on = (events, act) => events.split(' ').forEach(event => document.addEventListener(event, act, true));
  const shown = () => at('panel') ?? at('main');
  const rows = () => all('[data-row]', shown());
  const boxes = () => all('input[name=id]');
  const address = url => new URL(url, document.baseURI);
  const detail = url => address(url).searchParams.get('detail');
  const list = url => [...address(url).searchParams].filter(([name, value]) => value && name !== 'detail').sort().join('&');

  // Whoever has something selected, opened or half typed is not disturbed.
  const touched = one => one.type === 'checkbox' ? one.checked !== one.defaultChecked
    : one.matches('select') ? one.selectedIndex !== Math.max(0, [...one.options].findIndex(each => each.defaultSelected))
    : one.value !== one.defaultValue;
  const busy = () => document.hidden || all('dialog[open]').length > 0 || all('details[open]', at('panel')).length > 0
    || all(FIELDS, at('panel')).some(touched) || document.activeElement.matches(FIELDS + ':not([type=checkbox])');
  const mark = () => {
    const chosen = all('input[name=id]:checked').length;
    all('[data-chosen]').forEach(one => { one.textContent = chosen ? one.dataset.chosen.replace('#', chosen) : ''; });
    return root.toggleAttribute('data-paused', busy());
  };
  on('focusin input change toggle', mark);

  // The focus stays on what it was on, or goes on to the row that took its place. A pressed button may have lost it.
  const adrift = () => [document.body, at('main'), at('panel')].includes(document.activeElement);
  const spots = row => all('a, button, input, summary', row);
  const place = () => {
    const open = detail(location);
    const row = (open ? rows().find(one => detail(one.href) === open) : document.activeElement)?.closest('tr');
    const link = row?.querySelector('[data-row]');
    const spot = row && spots(row).indexOf(open ? link : document.activeElement);
    return {id: (row ?? document.activeElement).id, spot, row: rows().indexOf(link)};
  };
  const go = ({id, spot, row}) => {
    const home = id && at(id);
    const next = row < 0 ? null : rows()[Math.min(row, rows().length - 1)];
    (home ? spots(home)[spot] ?? home : next ?? shown()).focus({preventScroll: true});
  };

  let before = null;
  let kept = null;
  const key = one => one.type === 'checkbox' ? one.name + '=' + one.value : one.name;
  const keep = (same, fields) => ({
    same,
    place: adrift() ? before : place(),
    open: all('details[open][id]').map(one => one.id),
    fields: new Map(fields ? all(FIELDS, at('panel')).filter(touched).map(one => [key(one), one]) : []),
  });
  const restore = () => {
    all(FIELDS, at('panel')).filter(one => kept.fields.has(key(one))).forEach(one => {
      const field = one.type === 'checkbox' ? 'checked' : 'value';
      one[field] = kept.fields.get(key(one))[field];
    });
    if (kept.same) kept.open.forEach(id => at(id)?.setAttribute('open', ''));
    else if (shown().getBoundingClientRect().top < 0) shown().scrollIntoView();
    if (kept.place && adrift()) go(kept.place);
  };
  const prepare = () => {
    all('dialog[open]:not(:modal)').forEach(one => {
      one.close();
      one.showModal();
      one.addEventListener('cancel', () => one.querySelector('[data-close]')?.click());
    });
    all('[data-all]').forEach(one => { one.hidden = false; });
  };

  // Another page has scripts and forms of its own, and is loaded as ever.
  on('htmx:beforeProcessNode', ({target}) => {
    if (!target.matches('a[href], form')) return;
    const next = target.elements?.next?.value ?? target.getAttribute('action') ?? target.getAttribute('href') ?? '';
    if (address(next).pathname !== location.pathname) target.setAttribute('hx-boost', 'false');
  });
  on('htmx:beforeRequest', event => {
    const {elt, requestConfig} = event.detail;
    if (elt.id === 'news') return;
    if (elt.id === 'poll' && mark() && !/click|refresh/.test(requestConfig.triggeringEvent?.type)) {
      event.preventDefault();
      if (!document.hidden && at('news')) htmx.trigger('#news', 'ask');
      return;
    }
    before = adrift() ? null : place();
    at('main').setAttribute('aria-busy', 'true');
  });
  // What is asked for while somebody works must not lead him to the login.
  on('htmx:beforeOnLoad', event => {
    if (event.detail.requestConfig.elt.id === 'news' && event.detail.xhr.status !== 200) event.preventDefault();
  });
  // What opens or closes on top of a list leaves the list alone.
  on('htmx:beforeSwap', event => {
    const {requestConfig: {elt, verb}, xhr: {responseURL}, shouldSwap, boosted} = event.detail;
    if (!shouldSwap || elt.id === 'news') return;
    if (address(responseURL).pathname !== location.pathname) {
      event.preventDefault();
      return location.assign(responseURL);
    }
    document.body.append(at('toast'));
    const same = list(responseURL) === list(location);
    kept = keep(same, same && elt.id !== 'bulk');
    if (boosted && verb === 'get' && same && detail(responseURL) !== detail(location)) {
      Object.assign(event.detail, {target: at('dialogs'), selectOverride: '#dialogs > *'});
    }
  });
  on('htmx:beforeHistoryUpdate', ({detail: {history}}) => {
    if (address(history.path).href === location.href) history.type = 'replace';
  });
  on('htmx:afterRequest', ({detail: {elt, successful}}) => {
    if (elt.id === 'news') return;
    at('main').removeAttribute('aria-busy');
    if (successful) {
      root.removeAttribute('data-stale');
      at('toast').hidden = true;
      prepare();
      if (kept) restore();
      mark();
    }
    kept = null;
  });

  let again = null;
  on('htmx:responseError htmx:sendError htmx:timeout', ({detail: {elt, xhr, requestConfig}}) => {
    if (elt.id === 'news' || elt.id === 'poll' && root.hasAttribute('data-stale')) return;
    if (elt.id === 'poll' || !xhr.status) root.setAttribute('data-stale', '');
    const toast = at('toast');
    const problem = xhr.getResponseHeader('Content-Type')?.includes('json') ? JSON.parse(xhr.response).detail : '';
    toast.querySelector('p').textContent =
      xhr.status ? `${toast.dataset.refused} ${xhr.status} ${problem}` : toast.dataset.away;
    (document.querySelector('dialog:modal') ?? document.body).append(toast);
    toast.hidden = false;
    again = () => !elt.isConnected ? location.reload() : elt.id === 'poll' ? htmx.trigger(elt, 'refresh')
      : (requestConfig.triggeringEvent?.submitter ?? elt).click();
  });

  let last = null;
  on('click', ({target, shiftKey}) => {
    if (target.matches('#toast button')) {
      at('toast').hidden = true;
      if (target.matches('[data-again]')) again?.();
    } else if (target.matches('[data-all]')) {
      boxes().forEach(one => { one.checked = target.checked; });
    } else if (target.matches('input[name=id]')) {
      const ends = [boxes().findIndex(one => one.value === last), boxes().indexOf(target)].sort((a, b) => a - b);
      if (shiftKey && ends[0] >= 0) boxes().slice(ends[0], ends[1] + 1).forEach(one => { one.checked = target.checked; });
      last = target.value;
    }
    mark();
  });

  // One stream of a page that is looked at: a browser has few connections for all its pages.
  let told = null;
  const listen = () => {
    told?.close();
    told = at('unread') && !document.hidden ? new EventSource('api/siem/notifications') : null;
    ['raised', 'told_again', 'severity_rose', 'digest'].forEach(word => told?.addEventListener('alert.' + word, () => {
      const badge = at('unread').querySelector('.badge');
      badge.textContent = badge.dataset.count = Number(badge.dataset.count) + 1;
      badge.hidden = false;
    }));
  };
  on('visibilitychange', listen);
  on('DOMContentLoaded', () => {
    prepare();
    mark();
    listen();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    all('form[data-zone] button').forEach(button => {
      button.textContent = button.value = zone;
      button.form.hidden = all('button[name=value]').some(one => one !== button && one.value === zone);
    });
  });
})();
