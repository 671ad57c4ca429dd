// New entries as they are stored. Whatever somebody wrote into a log is only ever set as text.
(() => {
  'use strict';
  const MOST = 1_000;
  const box = document.getElementById('tail');
  const toggle = document.getElementById('tail-toggle');
  const rows = box.querySelector('ol');
  const status = box.querySelector('[role=status]');
  const words = box.dataset;
  let stream = null;
  let paused = false;
  let held = [];
  let skipped = 0;

  const say = () => {
    const parts = stream ? [paused ? words.held : words.on] : [];
    if (held.length) parts.push(words.fresh.replace('#', held.length));
    if (skipped) parts.push(words.skipped.replace('#', skipped));
    status.textContent = parts.join(' · ');
    toggle.textContent = stream ? words[paused ? 'resume' : 'pause'] : words.start;
  };
  const row = line => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = line.link;
    link.textContent = line.message;
    item.append(`${line.time} ${line.level} ${line.source} ${line.category} `, link);
    return item;
  };
  // The newest stands first, so that nothing moves for who reads the top.
  const show = lines => {
    rows.prepend(...lines.map(row).reverse());
    while (rows.children.length > MOST) rows.lastChild.remove();
  };
  const take = lines => {
    if (!paused) return show(lines);
    held.push(...lines);
    skipped += held.splice(0, Math.max(0, held.length - MOST)).length;
  };
  const pause = wanted => {
    paused = wanted;
    if (!paused) show(held.splice(0));
    say();
  };
  const open = () => {
    rows.hidden = false;
    stream = new EventSource(words.src);
    stream.addEventListener('lines', event => { take(JSON.parse(event.data)); say(); });
    stream.addEventListener('dropped', event => { skipped += JSON.parse(event.data).count; say(); });
    say();
  };
  toggle.addEventListener('click', () => stream ? pause(!paused) : open());
  rows.addEventListener('scroll', () => { if (stream && !paused && rows.scrollTop > 0) pause(true); });
  addEventListener('pagehide', () => stream?.close());
  box.hidden = false;
})();
